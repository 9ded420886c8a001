-- Owned by room process.

-- Every content in which a file beside the product (diagram, table, form) was ever shipped here.
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

-- A decision table that was taken along unchanged into a later deployment, and where it came from.
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

-- Tasks that somebody had in hand when an absence began, and that come back when it ends.
create table absence_task (
  absence_id varchar(36) not null,
  task_id varchar(64) not null,
  primary key (absence_id, task_id)
);

-- Repairs of reports against persons that their desk asked for, kept like the timeline.
create table sealed_repair (
  id varchar(36) not null,
  clue_number varchar(32) not null,
  place varchar(64) not null,
  stands varchar(200) not null,
  step varchar(100),
  version integer,
  target varchar(200) not null,
  reason varchar(500) not null,
  asked_by varchar(64) not null,
  asked_at datetime(6) not null,
  state varchar(16) not null,
  settled_by varchar(64),
  settled_at datetime(6),
  primary key (id)
);
create index sealed_repair_state on sealed_repair (state, asked_at);

-- The engine looks for the newest version of each form and table, and for those of one deployment, without an index of its own;
-- after eighty versions one deployment took twelve seconds.
create index qf_camformdef_key on ACT_RE_CAMFORMDEF (KEY_, VERSION_);
create index qf_camformdef_deployment on ACT_RE_CAMFORMDEF (DEPLOYMENT_ID_);
create index qf_decisiondef_key on ACT_RE_DECISION_DEF (KEY_, VERSION_);
create index qf_decisiondef_deployment on ACT_RE_DECISION_DEF (DEPLOYMENT_ID_);
create index qf_decisionreqdef_deployment on ACT_RE_DECISION_REQ_DEF (DEPLOYMENT_ID_);
