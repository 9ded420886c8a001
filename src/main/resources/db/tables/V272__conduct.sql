-- Owned by room conduct: what officials may and must not do in contact with firms (政商交往正负面清单), edition by edition.

-- A draft has no day in force yet; of published editions the newest whose day has come holds.
create table conduct_edition (
  number int not null primary key,
  state varchar(12) not null,
  in_force_from date,
  note varchar(500),
  begun_by varchar(64) not null,
  begun_at datetime(6) not null,
  published_by varchar(64),
  published_at datetime(6)
);

-- code: the same item in every edition that has it.
create table conduct_item (
  edition int not null,
  code int not null,
  side varchar(12) not null,
  ordinal int not null,
  words varchar(500) not null,
  ground varchar(200) not null,
  binds varchar(100) not null,
  valid_from date,
  valid_to date,
  primary key (edition, code),
  constraint conduct_item_edition foreign key (edition) references conduct_edition (number)
);

create table conduct_acknowledgement (
  username varchar(64) not null,
  of_year int not null,
  edition int not null,
  at datetime(6) not null,
  primary key (username, of_year)
);
