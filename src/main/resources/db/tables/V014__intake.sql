-- Owned by room intake.

-- Posts already taken, so that a repeated one answers the same and registers nothing.
create table intake_post (
  key_hash varchar(64) not null primary key,
  content_hash varchar(64) not null,
  clue_number varchar(20) not null,
  taken_at datetime(6) not null
);

-- What the street and the office tell each other, and the plaques. A plaque's code carries its version; rotating it makes the
-- printed ones old. No row: version 1.
create table plaque (
  kind varchar(12) not null,
  code varchar(40) not null,
  version int not null,
  rotated_at datetime(6) not null,
  rotated_by varchar(64) not null,
  primary key (kind, code)
);

-- Which report came by which plaque, and whether its code was good.
create table plaque_report (
  clue_number varchar(20) not null primary key,
  kind varchar(12) not null,
  code varchar(40),
  standing varchar(12) not null,
  told_at datetime(6) not null
);
create index plaque_report_code on plaque_report (kind, code, told_at);
create index plaque_report_told on plaque_report (told_at);

create table window_rating (
  id varchar(36) not null primary key,
  window_code varchar(40) not null,
  visit_hash varchar(64) not null,
  standing varchar(12) not null,
  rating varchar(20) not null,
  reasons varchar(200) not null,
  rated_at datetime(6) not null,
  constraint window_rating_once unique (visit_hash)
);
create index window_rating_window on window_rating (window_code, rated_at);

-- What the reporter writes may say who the reporter is: sealed, as the identity is.
create table reporter_message (
  id varchar(36) not null primary key,
  clue_number varchar(20) not null,
  written_at datetime(6) not null,
  by_whom varchar(64) not null,
  sealed mediumtext not null
);
create index reporter_message_clue on reporter_message (clue_number, written_at);

create table reporter_rating (
  id varchar(36) not null primary key,
  clue_number varchar(20) not null,
  rated_at datetime(6) not null,
  contacted boolean not null,
  solved varchar(20) not null,
  rating varchar(20) not null,
  reasons varchar(200) not null,
  remark mediumtext
);
create index reporter_rating_clue on reporter_rating (clue_number, rated_at);

-- Keys of other channels that hand reports on, which ways each may name, and what it may state that only insiders know. The key
-- itself is kept as a keyed hash.
create table channel_key (
  id varchar(36) not null primary key,
  name varchar(60) not null,
  channels varchar(300) not null,
  statements varchar(300) not null,
  keyed_hash varchar(64) not null,
  issued_by varchar(64) not null,
  issued_at datetime(6) not null,
  revoked_by varchar(64),
  revoked_at datetime(6),
  last_used_at datetime(6),
  times_used bigint not null,
  unique (keyed_hash)
);
