-- Owned by room organization: until when units and places exist, who takes a unit's place, and who changed what when and why.
alter table unit add column closed_on date;
alter table unit add column successor varchar(40);
alter table service_window add column closed_on date;
alter table contact_point add column closed_on date;

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
