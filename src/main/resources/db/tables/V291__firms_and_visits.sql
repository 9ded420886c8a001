-- Owned by room visit.

-- What the register says of a firm beside what room organization keeps: its park, and sealed whom to ask for there.
create table firm_sheet (
  credit_code varchar(18) not null primary key,
  park varchar(100) null,
  sealed_contacts mediumtext null,
  changed_by varchar(64) not null,
  changed_at datetime(6) not null
);

-- Days on which a firm is not to be disturbed.
create table firm_quiet (
  id varchar(36) not null primary key,
  credit_code varchar(18) not null,
  from_on varchar(10) not null,
  to_on varchar(10) not null,
  why varchar(200) not null,
  entered_by varchar(64) not null,
  entered_at datetime(6) not null
);
create index firm_quiet_firm on firm_quiet (credit_code, to_on);

-- A visit: whose, when, and what came of it. What was said lies with its matter.
create table visit (
  number varchar(20) not null primary key,
  credit_code varchar(18) not null,
  officer varchar(64) not null,
  way varchar(10) not null,
  planned_on varchar(10) not null,
  asked boolean not null,
  state varchar(10) not null,
  proposed_for varchar(20) null,
  visited_on varchar(10) null,
  result varchar(10) null,
  clue varchar(20) null,
  told_on varchar(10) null,
  constraint visit_matter foreign key (number) references matter (number)
);
create index visit_firm on visit (credit_code, planned_on);
create index visit_day on visit (planned_on);
create unique index visit_clue on visit (clue);
create unique index visit_proposed on visit (credit_code, proposed_for);

-- Inspections that units announced.
create table inspection (
  id varchar(36) not null primary key,
  credit_code varchar(18) not null,
  unit varchar(64) not null,
  planned_on varchar(10) not null,
  subject varchar(200) not null,
  cause varchar(10) not null,
  ground varchar(200) null,
  announced_by varchar(64) not null,
  announced_at datetime(6) not null,
  called_off_at datetime(6) null
);
create index inspection_firm on inspection (credit_code, planned_on);
create index inspection_unit on inspection (unit, planned_on);
