-- Owned by room clue: what was answered at each step is under a keyed hash like the step itself, each sheet after the one before.
alter table answer_sheet add column ordinal int;
alter table answer_sheet add column keyed_hash varchar(64);

-- How many sheets a clue has, and the last one's hash, so that a missing one shows.
create table answer_chain (
  clue_number varchar(20) not null primary key,
  sheets int not null,
  head varchar(64) not null,
  keyed_hash varchar(64) not null
);
