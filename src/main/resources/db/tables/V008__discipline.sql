-- Owned by room discipline.

-- Matters above the county's competence. A number, a bag and moments; never what they say.
create table sealed_register (
  number varchar(20) not null,
  received_at datetime(6) not null,
  bag_number varchar(40) not null,
  deliverer mediumtext not null,
  entered_by varchar(64) not null,
  due_at datetime(6) not null,
  because varchar(500) not null,
  passed_at datetime(6),
  passed_to varchar(100),
  clue_number varchar(20),
  primary key (number),
  unique (clue_number)
);
create index sealed_register_open on sealed_register (passed_at, due_at);

-- The year's last number; its row is locked while a number is taken.
create table sealed_register_counter (
  counted_year int not null,
  last_ordinal int not null,
  primary key (counted_year)
);
