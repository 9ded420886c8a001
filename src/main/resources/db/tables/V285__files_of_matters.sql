-- Owned by room matter.

-- Which contents are kept with which matter; what is known of a content lies with room evidence.
create table matter_file (
  id varchar(36) not null primary key,
  number varchar(20) not null,
  content_id varchar(36) not null,
  sealed_name varchar(1000) not null,
  added_by varchar(64) not null,
  added_at datetime(6) not null
);
create index matter_file_number on matter_file (number, added_at);
