-- Owned by room supervision: the limits promised for each clue and how they moved, time that units asked for, urgings and
-- orders.

-- The limits promised for each clue, one row a kind.
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
  ladder varchar(300),
  steps_taken int default 0 not null,
  last_step_at datetime(6),
  next_step_at datetime(6),
  moves varchar(500) default '' not null,
  stopped_at datetime(6),
  primary key (clue_number, limit_kind)
);

create table limit_change (
  clue_number varchar(20) not null,
  ordinal int not null,
  limit_kind varchar(20) not null,
  cause varchar(20) not null,
  due_before datetime(6),
  due_after datetime(6),
  changed_at datetime(6) not null,
  changed_by varchar(64) not null,
  why varchar(500),
  -- By what a limit was counted before it moved, so that a corrected calendar corrects past ends too.
  counted_from datetime(6),
  counted_amount int,
  counted_unit varchar(20),
  counted_moves varchar(500),
  counted_met_at datetime(6),
  primary key (clue_number, ordinal)
);

-- What units asked for in time (extension, suspension, resumption, tackling) and what came of it.
create table time_request (
  request_number varchar(30) not null primary key,
  version bigint not null,
  clue_number varchar(20) not null,
  kind varchar(20) not null,
  state varchar(20) not null,
  card varchar(10) not null,
  unit_code varchar(50) not null,
  wish int not null,
  asked_by varchar(64) not null,
  asked_at datetime(6) not null,
  once_key varchar(64) not null,
  limit_kind varchar(20),
  due_before datetime(6),
  working_days int not null,
  wished_due datetime(6),
  beyond_cap boolean not null,
  ground varchar(30),
  reporter_told_at datetime(6),
  decide_by datetime(6) not null,
  course varchar(30),
  most int not null,
  notice int not null,
  over_cap int not null,
  decider varchar(80),
  basis varchar(300),
  signed_by varchar(64),
  signed_at datetime(6),
  decided_by varchar(64),
  decided_at datetime(6),
  granted_days int,
  due_after datetime(6),
  reason mediumtext,
  unique (once_key)
);
create index time_request_clue on time_request (clue_number, state);

-- Urgings, orders and listed orders.
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
  -- One urging or order may name several limits that passed in one step.
  also_limits varchar(200),
  unique (once_key)
);
create index supervision_order_clue on supervision_order (clue_number, state);

-- Counts the orders of a day; the row of 1970 counts none: the first orders of a day queue on it.
create table supervision_order_counter (
  counted_on date not null primary key,
  last_ordinal int not null
);
insert into supervision_order_counter (counted_on, last_ordinal) values ('1970-01-01', 0);
