-- Owned by room organization: changes of units and people that take effect on a later day; who entered them, why, and what became
-- of them. Days as in V160. state: PLANNED, DONE, REFUSED, TAKEN_BACK. Of a changed unit or person only what is to be different.
create table planned_change (
  id varchar(36) not null primary key,
  act varchar(20) not null,
  subject_key varchar(64) not null,
  from_day varchar(10) not null,
  name varchar(100),
  unit_group varchar(20),
  unit_code varchar(40),
  email varchar(190),
  phone varchar(40),
  duty varchar(30),
  reason varchar(500) not null,
  entered_by varchar(64) not null,
  entered_at datetime(6) not null,
  state varchar(20) not null,
  settled_at datetime(6),
  refused_key varchar(100),
  refused_args varchar(1000)
);
create index planned_change_state on planned_change (state, from_day);
create index planned_change_subject on planned_change (subject_key);

-- A duty that guards a secret, agreed to now and given on a later day.
alter table guarded_change add column begins_at datetime(6);
alter table desk_appointment add column from_day varchar(10);
alter table desk_appointment add column agreed_by varchar(64);
