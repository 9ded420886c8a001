-- Owned by room process: every content in which a file beside the product (diagram, table, form) was ever shipped here.
create table shipped_file (
  file_name varchar(100) not null,
  digest char(64) not null,
  content mediumtext not null,
  first_seen_at datetime(6) not null,
  primary key (file_name, digest)
);

-- What became of it: followed by itself, accepted or declined by the owner. Never changed, never deleted.
create table shipped_decision (
  file_name varchar(100) not null,
  seq int not null,
  digest char(64) not null,
  verdict varchar(10) not null,
  replaced_digest char(64),
  decided_by varchar(64) not null,
  decided_at datetime(6) not null,
  reason varchar(1000),
  primary key (file_name, seq)
);

-- One row, locked while files are put in force: one deployment, and one starting node, after the other.
create table shipped_lock (
  id int not null primary key
);
insert into shipped_lock (id) values (1);
