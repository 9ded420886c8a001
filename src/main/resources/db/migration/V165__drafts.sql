-- Owned by room draft: what people typed and have not sent, sealed, one per person and place.
create table draft (
  person varchar(64) not null,
  place varchar(100) not null,
  sealed mediumtext not null,
  saved_at datetime(6) not null,
  primary key (person, place)
);
create index draft_place on draft (place);
create index draft_saved on draft (saved_at);
