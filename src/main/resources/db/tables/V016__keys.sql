-- Owned by room keys.

-- The keys that seal texts, wrapped by the master key from outside the database. Row 0 appears when the master is changed: the
-- root of the keys that are derived for hashes. A destroyed key has no wrapped form any more.
create table data_key (
  id int not null primary key,
  wrapped varchar(120),
  made_at datetime(6) not null,
  destroyed_at datetime(6)
);
