-- Owned by room meeting: joint meetings about clues, and what they decided.

create table meeting (
  id varchar(36) not null primary key,
  title varchar(100) not null,
  place varchar(100) not null,
  meets_at datetime(6) not null,
  state varchar(12) not null,
  called_by varchar(64) not null,
  called_at datetime(6) not null,
  -- What was said there, or why it is called off; who put that down.
  outcome varchar(2000),
  ended_by varchar(64),
  ended_at datetime(6)
);
create index meeting_meets on meeting (meets_at);

create table meeting_item (
  meeting_id varchar(36) not null,
  clue_number varchar(20) not null,
  ordinal int not null,
  primary key (meeting_id, clue_number),
  constraint meeting_item_meeting foreign key (meeting_id) references meeting (id)
);
create index meeting_item_clue on meeting_item (clue_number);

-- person: null once nobody in particular has it. late_told: whether those concerned heard that it is late.
create table meeting_decision (
  id varchar(36) not null primary key,
  meeting_id varchar(36) not null,
  clue_number varchar(20) not null,
  unit_code varchar(64) not null,
  person varchar(64),
  task varchar(500) not null,
  due_at datetime(6) not null,
  state varchar(12) not null,
  late_told boolean not null,
  decided_by varchar(64) not null,
  decided_at datetime(6) not null,
  result varchar(2000),
  ended_by varchar(64),
  ended_at datetime(6),
  constraint meeting_decision_meeting foreign key (meeting_id) references meeting (id)
);
create index meeting_decision_of on meeting_decision (meeting_id, decided_at);
create index meeting_decision_clue on meeting_decision (clue_number);
create index meeting_decision_due on meeting_decision (state, late_told, due_at);
