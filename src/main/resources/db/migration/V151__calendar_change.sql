-- Owned by room calendar: every change of the calendar, who made it and why, with what was before so that it can be taken back.
create table calendar_change (
  id varchar(36) not null primary key,
  changed_at datetime(6) not null,
  changed_by varchar(64) not null,
  reason varchar(500) not null,
  was mediumtext not null,
  became mediumtext not null,
  limits_moved int not null,
  takes_back varchar(36),
  taken_back_by varchar(36)
);
create index calendar_change_at on calendar_change (changed_at);
