-- Owned by room supervision: the limits promised for each clue, one row a kind.
create table clue_limit (
  clue_number varchar(20) not null,
  limit_kind varchar(20) not null,
  amount int not null,
  amount_unit varchar(20) not null,
  basis varchar(300),
  started_at datetime(6),
  due_at datetime(6),
  because varchar(1000),
  met_at datetime(6),
  primary key (clue_number, limit_kind)
);
