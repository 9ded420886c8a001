-- Owned by room process: tasks that somebody had in hand when an absence began, and that come back when it ends.
create table absence_task (
  absence_id varchar(36) not null,
  task_id varchar(64) not null,
  primary key (absence_id, task_id)
);
