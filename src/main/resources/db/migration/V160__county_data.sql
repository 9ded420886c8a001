-- Owned by room organization: until when units and places exist, who takes a unit's place, and who changed what when and why.
-- Days are kept as 2026-03-02: a day has no zone, and drivers give one to the database's own type.
alter table unit add column closed_on varchar(10);
alter table unit add column successor varchar(40);
alter table service_window add column closed_on varchar(10);
alter table contact_point add column closed_on varchar(10);

-- Nothing is ever taken out of it. clues and tasks: how many moved with the change.
create table county_change (
  id varchar(36) not null,
  subject varchar(20) not null,
  subject_key varchar(100) not null,
  act varchar(20) not null,
  from_value varchar(500),
  to_value varchar(500),
  clues int not null,
  tasks int not null,
  reason varchar(500) not null,
  changed_by varchar(64) not null,
  changed_at datetime(6) not null,
  primary key (id)
);
create index county_change_subject on county_change (subject, subject_key, changed_at);
create index county_change_latest on county_change (changed_at);
