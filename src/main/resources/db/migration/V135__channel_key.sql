-- Owned by room intake: keys of other channels that hand reports on, which ways each may name, and what it may state that only
-- insiders know. The key itself is kept as a keyed hash.
create table channel_key (
  id varchar(36) not null primary key,
  name varchar(60) not null,
  channels varchar(300) not null,
  statements varchar(300) not null,
  keyed_hash varchar(64) not null,
  issued_by varchar(64) not null,
  issued_at datetime(6) not null,
  revoked_by varchar(64),
  revoked_at datetime(6),
  last_used_at datetime(6),
  times_used bigint not null,
  unique (keyed_hash)
);
