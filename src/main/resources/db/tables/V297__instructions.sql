-- Owned by room instruction.

-- From whom an instruction is, as a code: not every leader's grades a clue red. What it says lies with its matter.
create table instruction (
  number varchar(20) not null primary key,
  source varchar(16) not null,
  constraint instruction_matter foreign key (number) references matter (number)
);
