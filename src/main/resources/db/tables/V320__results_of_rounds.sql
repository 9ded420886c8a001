-- Owned by room evaluation: what rounds came to.

-- A round whose results are reckoned, with the days whose clues count and the rules that it keeps (PARAMETER:value, …).
create table result_round (
  round varchar(20) not null primary key,
  first_day varchar(10) not null,
  last_day varchar(10) not null,
  scheme varchar(1000) not null,
  opened_at datetime(6) not null,
  cut_at datetime(6) null,
  published_at datetime(6) null
);
create index result_round_published on result_round (published_at, round);

-- Who is rated in it, and with whom compared.
create table result_unit (
  round varchar(20) not null,
  unit varchar(64) not null,
  unit_group varchar(64) not null,
  is_fresh boolean not null,
  primary key (round, unit),
  constraint result_unit_of foreign key (round) references result_round (round)
);

-- What each clue said about a unit at the cut: codes and numbers, nothing of a person, no report against one. Null: not counted.
-- What was taken out stays here with the version from which it counts no more.
create table result_clue (
  round varchar(20) not null,
  clue varchar(20) not null,
  unit varchar(64) not null,
  signed int null,
  contacted int null,
  finished int null,
  solved int null,
  satisfied int null,
  reworked int null,
  red boolean not null,
  out_since int null,
  out_why varchar(20) null,
  primary key (round, clue),
  constraint result_clue_of foreign key (round) references result_round (round)
);
create index result_clue_unit on result_clue (round, unit, clue);

-- A reckoning; none is ever changed.
create table result_version (
  round varchar(20) not null,
  ordinal int not null,
  made_at datetime(6) not null,
  cause varchar(20) not null,
  unit varchar(64) null,
  why varchar(500) null,
  primary key (round, ordinal),
  constraint result_version_of foreign key (round) references result_round (round)
);

-- A unit's score in it, with what it was reckoned from and how.
create table result_score (
  round varchar(20) not null,
  ordinal int not null,
  unit varchar(64) not null,
  ranked_in varchar(64) not null,
  place int null,
  total decimal(6,2) null,
  standing varchar(20) not null,
  is_last boolean not null,
  honour varchar(20) not null,
  input mediumtext not null,
  tree mediumtext not null,
  primary key (round, ordinal, unit),
  constraint result_score_of foreign key (round, ordinal) references result_version (round, ordinal)
);
create index result_score_unit on result_score (unit, round, ordinal);
