-- Owned by room operation: a row that is written every few seconds, to know that the database still takes it.
create table write_probe (
  id int not null primary key,
  written_at datetime(6)
);
insert into write_probe (id, written_at) values (1, null);
