-- Owned by room schedule.

-- What runs by the calendar for all clues. Quartz's own tables first, as its 2.5 scripts make them, with names short enough for
-- four-byte keys and booleans that H2 and MySQL share.
create table QRTZ_JOB_DETAILS (
  SCHED_NAME varchar(120) not null,
  JOB_NAME varchar(190) not null,
  JOB_GROUP varchar(190) not null,
  DESCRIPTION varchar(250),
  JOB_CLASS_NAME varchar(250) not null,
  IS_DURABLE boolean not null,
  IS_NONCONCURRENT boolean not null,
  IS_UPDATE_DATA boolean not null,
  REQUESTS_RECOVERY boolean not null,
  JOB_DATA blob,
  primary key (SCHED_NAME, JOB_NAME, JOB_GROUP)
);

create table QRTZ_TRIGGERS (
  SCHED_NAME varchar(120) not null,
  TRIGGER_NAME varchar(190) not null,
  TRIGGER_GROUP varchar(190) not null,
  JOB_NAME varchar(190) not null,
  JOB_GROUP varchar(190) not null,
  DESCRIPTION varchar(250),
  NEXT_FIRE_TIME bigint,
  PREV_FIRE_TIME bigint,
  PRIORITY integer,
  TRIGGER_STATE varchar(16) not null,
  TRIGGER_TYPE varchar(8) not null,
  START_TIME bigint not null,
  END_TIME bigint,
  CALENDAR_NAME varchar(190),
  MISFIRE_INSTR smallint,
  JOB_DATA blob,
  primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
  constraint QRTZ_TRIGGERS_JOB foreign key (SCHED_NAME, JOB_NAME, JOB_GROUP)
    references QRTZ_JOB_DETAILS (SCHED_NAME, JOB_NAME, JOB_GROUP)
);
create index IDX_QRTZ_T_NEXT_FIRE on QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_STATE, NEXT_FIRE_TIME);

create table QRTZ_SIMPLE_TRIGGERS (
  SCHED_NAME varchar(120) not null,
  TRIGGER_NAME varchar(190) not null,
  TRIGGER_GROUP varchar(190) not null,
  REPEAT_COUNT bigint not null,
  REPEAT_INTERVAL bigint not null,
  TIMES_TRIGGERED bigint not null,
  primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
  constraint QRTZ_SIMPLE_TRIGGER foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
    references QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);

create table QRTZ_CRON_TRIGGERS (
  SCHED_NAME varchar(120) not null,
  TRIGGER_NAME varchar(190) not null,
  TRIGGER_GROUP varchar(190) not null,
  CRON_EXPRESSION varchar(120) not null,
  TIME_ZONE_ID varchar(80),
  primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
  constraint QRTZ_CRON_TRIGGER foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
    references QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);

create table QRTZ_SIMPROP_TRIGGERS (
  SCHED_NAME varchar(120) not null,
  TRIGGER_NAME varchar(190) not null,
  TRIGGER_GROUP varchar(190) not null,
  STR_PROP_1 varchar(512),
  STR_PROP_2 varchar(512),
  STR_PROP_3 varchar(512),
  INT_PROP_1 int,
  INT_PROP_2 int,
  LONG_PROP_1 bigint,
  LONG_PROP_2 bigint,
  DEC_PROP_1 numeric(13, 4),
  DEC_PROP_2 numeric(13, 4),
  BOOL_PROP_1 boolean,
  BOOL_PROP_2 boolean,
  primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
  constraint QRTZ_SIMPROP_TRIGGER foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
    references QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);

create table QRTZ_BLOB_TRIGGERS (
  SCHED_NAME varchar(120) not null,
  TRIGGER_NAME varchar(190) not null,
  TRIGGER_GROUP varchar(190) not null,
  BLOB_DATA blob,
  primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP),
  constraint QRTZ_BLOB_TRIGGER foreign key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
    references QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);

create table QRTZ_CALENDARS (
  SCHED_NAME varchar(120) not null,
  CALENDAR_NAME varchar(190) not null,
  CALENDAR blob not null,
  primary key (SCHED_NAME, CALENDAR_NAME)
);

create table QRTZ_PAUSED_TRIGGER_GRPS (
  SCHED_NAME varchar(120) not null,
  TRIGGER_GROUP varchar(190) not null,
  primary key (SCHED_NAME, TRIGGER_GROUP)
);

create table QRTZ_FIRED_TRIGGERS (
  SCHED_NAME varchar(120) not null,
  ENTRY_ID varchar(140) not null,
  TRIGGER_NAME varchar(190) not null,
  TRIGGER_GROUP varchar(190) not null,
  INSTANCE_NAME varchar(190) not null,
  FIRED_TIME bigint not null,
  SCHED_TIME bigint not null,
  PRIORITY integer not null,
  STATE varchar(16) not null,
  JOB_NAME varchar(190),
  JOB_GROUP varchar(190),
  IS_NONCONCURRENT boolean,
  REQUESTS_RECOVERY boolean,
  primary key (SCHED_NAME, ENTRY_ID)
);
create index IDX_QRTZ_FT_INSTANCE on QRTZ_FIRED_TRIGGERS (SCHED_NAME, INSTANCE_NAME);

create table QRTZ_SCHEDULER_STATE (
  SCHED_NAME varchar(120) not null,
  INSTANCE_NAME varchar(190) not null,
  LAST_CHECKIN_TIME bigint not null,
  CHECKIN_INTERVAL bigint not null,
  primary key (SCHED_NAME, INSTANCE_NAME)
);

create table QRTZ_LOCKS (
  SCHED_NAME varchar(120) not null,
  LOCK_NAME varchar(40) not null,
  primary key (SCHED_NAME, LOCK_NAME)
);

-- One row for each job and period: whoever writes it runs it, so no period runs twice however many nodes there are.
create table schedule_run (
  id varchar(36) not null,
  job_key varchar(40) not null,
  period_label varchar(60) not null,
  status varchar(20) not null,
  by_whom varchar(64) not null,
  node varchar(100) not null,
  attempts int not null,
  -- Milliseconds of the machine's clock, not the county's, which may be moved: when the runner began.
  alive_at bigint not null,
  started_at datetime(6) not null,
  finished_at datetime(6),
  report varchar(1000),
  primary key (id),
  constraint uq_schedule_run unique (job_key, period_label)
);
create index ix_schedule_run_last on schedule_run (job_key, started_at);

-- What the nightly comparison of ledger and engine found; open until a later one does not find it any more.
create table schedule_difference (
  id varchar(36) not null,
  kind varchar(40) not null,
  subject varchar(120) not null,
  in_ledger varchar(200),
  in_engine varchar(200),
  found_at datetime(6) not null,
  seen_at datetime(6) not null,
  gone_at datetime(6),
  -- What is told once. A unit's leader reads of limits that come near or have passed in the morning's digest, and at once only
  -- of what is for the leader to do or changes how the unit stands.
  told_at datetime(6),
  primary key (id)
);
create index ix_schedule_difference_open on schedule_difference (gone_at, kind);

-- What may be erased by the rule of retention: listed first, erased only after somebody confirmed the list.
create table retention_item (
  clue_number varchar(20) not null,
  ended_at datetime(6) not null,
  listed_at datetime(6) not null,
  erased_at datetime(6),
  erased_by varchar(64),
  primary key (clue_number)
);
