-- Owned by room matter.

-- What each deployed version of a kind of matter says about itself; the newest is in force. A prefix is one kind's alone.
create table matter_kind (
  kind varchar(64) not null,
  version_number int not null,
  prefix varchar(6) not null,
  description mediumtext not null,
  deployed_at datetime(6) not null,
  primary key (kind, version_number),
  unique (prefix, version_number)
);

-- How many matters of a prefix a year has had. The row stays locked until the matter is there or is not: no gap, no double.
create table matter_counter (
  prefix varchar(6) not null,
  counted_year int not null,
  last_ordinal int not null,
  primary key (prefix, counted_year)
);

-- Two first matters of a year wait for one another here.
insert into matter_counter (prefix, counted_year, last_ordinal) values ('-', 0, 0);

-- A matter: where it stands, and sealed what it says. Its place in the ledger is its year and its ordinal in one number.
create table matter (
  number varchar(20) not null primary key,
  kind varchar(64) not null,
  place bigint not null,
  unit varchar(64) null,
  state varchar(12) not null,
  opened_by varchar(64) not null,
  opened_at datetime(6) not null,
  suspended_at datetime(6) null,
  ended_at datetime(6) null,
  due_at datetime(6) null,
  sealed_words mediumtext not null,
  entries int not null,
  head varchar(64) not null,
  ends_hash varchar(64) not null
);
create unique index matter_place on matter (kind, place);
create index matter_open on matter (kind, state, due_at);
create index matter_unit on matter (kind, unit, place);

-- A step that waits for somebody, or waited.
create table matter_step (
  id varchar(64) not null primary key,
  number varchar(20) not null,
  step varchar(120) not null,
  name varchar(200) not null,
  offered varchar(500) not null,
  holder varchar(64) null,
  begun_at datetime(6) not null,
  due_at datetime(6) null,
  because varchar(500) null,
  ended_at datetime(6) null,
  late_told_at datetime(6) null
);
create index matter_step_number on matter_step (number, begun_at);
create index matter_step_due on matter_step (ended_at, due_at);

-- What was done, when, by whom, under a keyed hash that covers the one before.
create table matter_entry (
  number varchar(20) not null,
  ordinal int not null,
  at datetime(6) not null,
  done_by varchar(64) not null,
  act varchar(20) not null,
  step varchar(200) null,
  sealed_words mediumtext null,
  keyed_hash varchar(64) not null,
  primary key (number, ordinal)
);
