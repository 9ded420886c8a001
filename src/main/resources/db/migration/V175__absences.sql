-- Owned by room organization: who is away from when to when, and who does the work meanwhile; which duties are held only for that.
-- Days as in V160. state: PLANNED, RUNNING, OVER, CANCELLED.
create table absence (
  id varchar(36) not null primary key,
  username varchar(64) not null,
  substitute varchar(64) not null,
  from_day varchar(10) not null,
  until_day varchar(10) not null,
  state varchar(20) not null,
  reason varchar(500) not null,
  entered_by varchar(64) not null,
  entered_at datetime(6) not null
);
create index absence_state on absence (state);
create index absence_person on absence (username);
alter table duty_assignment add column absence_id varchar(36);
create index duty_assignment_absence on duty_assignment (absence_id);
