-- Owned by room pledge.

-- What a unit promised before the camera: by when, and what became of it. Its words stand in the matter of that number.
create table pledge (
  number varchar(20) not null primary key,
  episode varchar(20) not null,
  unit varchar(64) not null,
  finish_on varchar(10) null,
  reported_at datetime(6) null,
  kept_at datetime(6) null
);
create index pledge_episode on pledge (episode, number);
create index pledge_due on pledge (kept_at, finish_on);

-- A promise that was not kept by its day: once for each day that was promised, with the clue that came of it.
create table pledge_break (
  number varchar(20) not null,
  finish_on varchar(10) not null,
  broken_at datetime(6) not null,
  clue varchar(20) not null,
  primary key (number, finish_on)
);
create unique index pledge_break_clue on pledge_break (clue);
