-- Owned by room evaluation: the yearly sheet (四挂钩). What was approved is never changed.
create table four_links (
  year_of int not null,
  unit varchar(64) not null,
  pillar varchar(20) not null,
  proposal varchar(500) not null,
  proposed_by varchar(64) not null,
  proposed_at datetime(6) not null,
  approved_by varchar(64) null,
  approved_at datetime(6) null,
  executed_on varchar(10) null,
  executed_by varchar(64) null,
  document varchar(200) null,
  primary key (year_of, unit, pillar)
);
