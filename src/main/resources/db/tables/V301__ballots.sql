-- Owned by room evaluation. Nothing here says when, and nothing ties a right to a firm or a ballot to a right (ADR 142).

-- Under what a round's ballots are sealed and its rights are hashed; destroyed when the ballots are counted.
create table ballot_key (
  round varchar(20) not null primary key,
  sealed_key text not null
);

-- A right to vote once. Which firm has which is known nowhere.
create table ballot_right (
  hash varchar(64) not null primary key,
  round varchar(20) not null,
  serial varchar(8) not null,
  used boolean not null,
  constraint ballot_right_of foreign key (round) references evaluation_round (number)
);
create unique index ballot_right_serial on ballot_right (round, serial);

-- What was cast and is not opened yet; all of a round are of one length.
create table ballot_pool (
  id varchar(36) not null primary key,
  round varchar(20) not null,
  locked_marks text not null,
  constraint ballot_pool_of foreign key (round) references evaluation_round (number)
);
create index ballot_pool_round on ballot_pool (round);

-- A paper that one person has entered and a second one has not; after entries that differed, without either.
create table ballot_paper (
  round varchar(20) not null,
  serial varchar(8) not null,
  locked_marks text null,
  entered_by varchar(64) null,
  differed int not null,
  primary key (round, serial),
  constraint ballot_paper_of foreign key (round) references evaluation_round (number)
);

-- Ballots of a day by the network they came from: a keyed hash while the round runs, then only which of the places of that day.
create table ballot_place (
  round varchar(20) not null,
  voted_on varchar(10) not null,
  place varchar(64) not null,
  votes int not null,
  primary key (round, voted_on, place),
  constraint ballot_place_of foreign key (round) references evaluation_round (number)
);

-- One firm's marks for one unit: five characters, 0 where it did not know. A firm's marks for another unit are another row.
create table ballot (
  id varchar(36) not null primary key,
  round varchar(20) not null,
  unit varchar(64) not null,
  marks varchar(5) not null,
  constraint ballot_of foreign key (round) references evaluation_round (number)
);
create index ballot_round on ballot (round, unit);

-- Pressure or rigging that somebody told of, by nobody's name.
create table ballot_report (
  id varchar(36) not null primary key,
  round varchar(20) not null,
  sealed_words text not null,
  reported_on varchar(10) not null
);
create index ballot_report_round on ballot_report (round);

-- How often links were printed, and at the close how many rights there were and how many of them were used.
alter table evaluation_round add column slips int default 0 not null;
alter table evaluation_round add column rights int null;
alter table evaluation_round add column used int null;

-- Rows that are sealed are told apart by their key alone, so that a rotation of keys seals each by itself.
alter table evaluation_objection drop constraint evaluation_objection_of;
