-- Rooms clue and supervision: when the next step about a limit is due, what was done already, and how limits moved.
alter table clue add column next_step_at datetime(6);
alter table clue add column suspended_at datetime(6);
create index clue_next_step on clue (next_step_at);

alter table clue_limit add column ladder varchar(300);
alter table clue_limit add column steps_taken int default 0 not null;
alter table clue_limit add column last_step_at datetime(6);
alter table clue_limit add column next_step_at datetime(6);
alter table clue_limit add column moves varchar(500) default '' not null;
alter table clue_limit add column stopped_at datetime(6);

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
  primary key (clue_number, ordinal)
);

-- The supervisors' board: figures and the worst first, each from one index.
create index clue_board on clue (status, card, stage, lead_unit, due_at, kind);
create index clue_due on clue (due_at);
