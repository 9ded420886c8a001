-- Owned by room evaluation: what an unannounced check (暗访) counts for a round; what was seen lies with its matter.
create table unit_check (
  number varchar(20) not null primary key,
  unit varchar(64) not null,
  checked_on varchar(10) not null,
  points int not null,
  found_by varchar(64) not null,
  counts boolean not null,
  constraint unit_check_matter foreign key (number) references matter (number)
);
create index unit_check_day on unit_check (checked_on);
