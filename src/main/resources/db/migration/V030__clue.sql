-- Owned by room clue: the ledger, the day's counter, the timeline, and what was filled into forms.
create table clue_counter (
  counted_on date not null primary key,
  last_ordinal int not null
);

create table clue (
  clue_number varchar(20) not null primary key,
  version bigint not null,
  kind varchar(20) not null,
  title varchar(200) not null,
  narrative mediumtext not null,
  request mediumtext,
  place varchar(200),
  matter varchar(200),
  concerned_unit varchar(40),
  concerned_window varchar(200),
  channel varchar(20) not null,
  external_number varchar(60),
  point_code varchar(40),
  anonymous boolean not null,
  consent varchar(20) not null,
  fact_stoppage boolean not null,
  fact_fixable boolean not null,
  fact_units int not null,
  fact_violation boolean not null,
  fact_leader boolean not null,
  fact_media boolean not null,
  fact_historical boolean not null,
  classification varchar(40),
  registered_at datetime(6) not null,
  registered_by varchar(64) not null,
  status varchar(20) not null,
  stage varchar(20) not null,
  due_at datetime(6),
  admission_reason varchar(40),
  admission_explanation mediumtext,
  linked_to varchar(20),
  proposed_card varchar(20),
  proposal_reason varchar(500),
  proposal_rule varchar(60),
  card varchar(20),
  card_reason mediumtext,
  card_decided_by varchar(64),
  order_number varchar(30),
  dispatched_at datetime(6),
  proposed_unit varchar(40),
  lead_unit varchar(40),
  returned_once boolean not null,
  signed_at datetime(6),
  handler varchar(64),
  contacted_at datetime(6),
  replied_at datetime(6),
  result varchar(20),
  result_filed_by varchar(64),
  finished_at datetime(6),
  rework int not null,
  solved varchar(20),
  rating varchar(20),
  called_back_at datetime(6),
  closed_at datetime(6),
  timeline_length int not null,
  timeline_head varchar(64) not null
);
create index clue_status_due on clue (status, due_at);
create index clue_lead_unit on clue (lead_unit, status, due_at);
create index clue_card on clue (card, status, due_at);
create index clue_registered_at on clue (registered_at);
create index clue_registered_by on clue (registered_by);

create table clue_assist (
  clue_number varchar(20) not null,
  unit_code varchar(40) not null,
  primary key (clue_number, unit_code),
  constraint clue_assist_clue foreign key (clue_number) references clue (clue_number)
);
create index clue_assist_unit on clue_assist (unit_code);

create table timeline (
  clue_number varchar(20) not null,
  ordinal int not null,
  occurred_at datetime(6) not null,
  by_whom varchar(64) not null,
  act varchar(30) not null,
  from_value varchar(500),
  to_value varchar(500),
  why mediumtext,
  hash varchar(64) not null,
  primary key (clue_number, ordinal)
);

create table answer_sheet (
  id varchar(36) not null primary key,
  clue_number varchar(20) not null,
  form varchar(60) not null,
  unit_code varchar(40),
  answered_by varchar(64) not null,
  answered_at datetime(6) not null,
  answers mediumtext not null
);
create index answer_sheet_clue on answer_sheet (clue_number, answered_at);
