-- Room supervision: urgings, orders and listed orders.
create table supervision_order (
  order_number varchar(30) not null primary key,
  version bigint not null,
  clue_number varchar(20) not null,
  pressure varchar(10) not null,
  state varchar(20) not null,
  ground varchar(30) not null,
  limit_kind varchar(20),
  times int not null,
  unit_code varchar(50) not null,
  responsible_leader varchar(64),
  problem mediumtext not null,
  demand mediumtext not null,
  due_at datetime(6) not null,
  explain_by datetime(6),
  issued_by varchar(64) not null,
  issued_at datetime(6) not null,
  once_key varchar(64) not null,
  approved_by varchar(64),
  approved_at datetime(6),
  explained_by varchar(64),
  explained_at datetime(6),
  explanation mediumtext,
  concluded_by varchar(64),
  concluded_at datetime(6),
  conclusion varchar(20),
  conclusion_reason mediumtext,
  unique (once_key)
);
create index supervision_order_clue on supervision_order (clue_number, state);

-- Counts the orders of a day; the row of 1970 counts none: the first orders of a day queue on it.
create table supervision_order_counter (
  counted_on date not null primary key,
  last_ordinal int not null
);
insert into supervision_order_counter (counted_on, last_ordinal) values ('1970-01-01', 0);
