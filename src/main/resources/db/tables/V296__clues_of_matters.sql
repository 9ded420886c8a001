-- Owned by room matter.

-- Which clues a matter is about; fixed where something about the clue was decided by the matter.
create table matter_clue (
  number varchar(20) not null,
  clue varchar(20) not null,
  fixed boolean not null,
  primary key (number, clue),
  constraint matter_clue_matter foreign key (number) references matter (number)
);
create index matter_clue_clue on matter_clue (clue, number);
