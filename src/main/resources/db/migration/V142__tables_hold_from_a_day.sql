-- Owned by room process: a decision table that was taken along unchanged into a later deployment, and where it came from.
create table table_origin (
  deployment_id varchar(64) not null,
  decision_key varchar(255) not null,
  origin varchar(64) not null,
  primary key (deployment_id, decision_key)
);

-- From when a table holds that its owner gave a date; the highest seq counts, no date: it was withdrawn before it held.
create table table_validity (
  decision_key varchar(255) not null,
  origin varchar(64) not null,
  seq int not null,
  valid_from datetime(6),
  decided_by varchar(64) not null,
  decided_at datetime(6) not null,
  reason varchar(1000),
  primary key (decision_key, origin, seq)
);
