-- Owned by room draft.

-- What people typed and have not sent, sealed, one per person and place.
create table draft (
  person varchar(64) not null,
  place varchar(100) not null,
  sealed mediumtext not null,
  saved_at datetime(6) not null,
  -- The state of a draft, by which a window sees that another one has saved meanwhile, and the window that saved it.
  version bigint default 1 not null,
  tab varchar(36),
  primary key (person, place)
);
create index draft_place on draft (place);
create index draft_saved on draft (saved_at);
