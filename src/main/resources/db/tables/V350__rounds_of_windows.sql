-- Owned by room intake: the matter in which a rating at a window was found mistaken; such a one counts no more.
alter table window_rating add column set_aside_by varchar(20) null;

-- Owned by room evaluation: bad marks at windows, and the monthly round of windows.

-- At which window an unannounced check was, and what it found; null where it was at none.
alter table unit_check add column window_code varchar(40) null;
alter table unit_check add column found varchar(20) null;

-- A bad mark that somebody verifies. What is said on the way lies sealed with the matter; who gave the mark is nowhere.
create table window_mark (
  number varchar(20) not null primary key,
  rating_id varchar(36) not null,
  window_code varchar(40) not null,
  unit varchar(64) not null,
  rating varchar(20) not null,
  reasons varchar(200) not null,
  rated_at datetime(6) not null,
  state varchar(20) not null,
  verified_by varchar(64) null,
  constraint window_mark_matter foreign key (number) references matter (number),
  constraint window_mark_once unique (rating_id)
);
create index window_mark_month on window_mark (rated_at, window_code);

create table window_round (
  number varchar(20) not null primary key,
  for_month varchar(7) not null,
  stage varchar(20) not null,
  drafts int not null,
  -- The rules that held at the cut (PARAMETER:value, …).
  scheme varchar(400) null,
  published_at datetime(6) null,
  constraint window_round_matter foreign key (number) references matter (number)
);
create index window_round_month on window_round (for_month);

-- The windows that take part, with their names and units as they were when the list was fixed.
create table window_entered (
  round varchar(20) not null,
  window_code varchar(40) not null,
  name varchar(100) not null,
  unit varchar(64) not null,
  primary key (round, window_code),
  constraint window_entered_of foreign key (round) references window_round (number)
);

-- A reckoning; none is ever changed. The first is what was counted at the cut.
create table window_version (
  round varchar(20) not null,
  ordinal int not null,
  made_at datetime(6) not null,
  cause varchar(20) not null,
  window_code varchar(40) null,
  -- The matter of the mark or check that was taken out.
  ref varchar(20) null,
  primary key (round, ordinal),
  constraint window_version_of foreign key (round) references window_round (number)
);

create table window_score (
  round varchar(20) not null,
  ordinal int not null,
  window_code varchar(40) not null,
  scans int not null,
  scan_points int not null,
  calls int not null,
  satisfied int not null,
  checks int not null,
  check_points int not null,
  away int not null,
  attitude int not null,
  total decimal(5, 2) null,
  place int null,
  honour varchar(20) not null,
  primary key (round, ordinal, window_code),
  constraint window_score_of foreign key (round, ordinal) references window_version (round, ordinal)
);

-- What a unit has against a mark or a check in the draft, sealed, and how it was ruled.
create table window_objection (
  id varchar(36) not null primary key,
  round varchar(20) not null,
  draft int not null,
  unit varchar(64) not null,
  ref varchar(20) not null,
  sealed_words mediumtext not null,
  raised_by varchar(64) not null,
  raised_at datetime(6) not null,
  granted boolean null,
  sealed_ruling mediumtext null,
  ruled_by varchar(64) null,
  ruled_at datetime(6) null,
  constraint window_objection_once unique (round, draft, ref),
  constraint window_objection_of foreign key (round) references window_round (number)
);
