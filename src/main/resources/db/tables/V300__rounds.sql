-- Owned by room evaluation.

-- How far a quarterly round has come, and from what its firms were drawn. What was said on the way lies sealed with its matter.
create table evaluation_round (
  number varchar(20) not null primary key,
  quarter varchar(7) not null,
  stage varchar(16) not null,
  seed varchar(64) null,
  wanted int null,
  drawn_at datetime(6) null,
  drafts int not null,
  constraint evaluation_round_matter foreign key (number) references matter (number)
);
create index evaluation_round_quarter on evaluation_round (quarter, number);

-- The units of a round and the groups in which it ranks them: its own from the day they were fixed, whatever the county changes later.
create table evaluation_unit (
  round varchar(20) not null,
  unit varchar(64) not null,
  unit_group varchar(16) not null,
  ballots int null,
  primary key (round, unit),
  constraint evaluation_unit_of foreign key (round) references evaluation_round (number)
);

-- The register as it was when lots were drawn, so that the draw can be repeated; a drawn firm has a right to vote, whether it used it nobody knows.
create table evaluation_frame (
  round varchar(20) not null,
  credit_code varchar(18) not null,
  town varchar(64) not null,
  key_firm boolean not null,
  dealt boolean not null,
  drawn boolean not null,
  primary key (round, credit_code),
  constraint evaluation_frame_of foreign key (round) references evaluation_round (number)
);

-- What a unit has against the draft, and how it was ruled.
create table evaluation_objection (
  id varchar(36) not null primary key,
  round varchar(20) not null,
  unit varchar(64) not null,
  draft int not null,
  sealed_words text not null,
  raised_by varchar(64) not null,
  raised_at datetime(6) not null,
  granted boolean null,
  clues varchar(500) null,
  sealed_ruling text null,
  ruled_by varchar(64) null,
  ruled_at datetime(6) null,
  constraint evaluation_objection_of foreign key (round) references evaluation_round (number)
);
create unique index evaluation_objection_once on evaluation_objection (round, draft, unit);
