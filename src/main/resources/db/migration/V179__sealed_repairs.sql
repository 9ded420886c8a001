-- Owned by room process: repairs of reports against persons that their desk asked for, kept like the timeline.
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
