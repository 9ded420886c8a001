-- Owned by room notification.

-- One row is one notice to one person by one channel, written with its cause. facts holds what the text needs (card, unit, due
-- date), never a title, a narrative or a reporter.
create table notice (
  id varchar(36) not null,
  event_key varchar(120) not null,
  event varchar(20) not null,
  clue_number varchar(20) not null,
  recipient varchar(64) not null,
  channel varchar(20) not null,
  status varchar(20) not null,
  facts varchar(2000) not null,
  attempts int not null,
  last_error varchar(500),
  created_at datetime(6) not null,
  sent_at datetime(6),
  read_at datetime(6),
  version bigint not null,
  primary key (id),
  constraint uq_notice_once unique (event_key, recipient, channel)
);
create index ix_notice_inbox on notice (recipient, channel, created_at);
create index ix_notice_unread on notice (recipient, channel, read_at);
create index ix_notice_status on notice (channel, status);

-- What notices say, whom they reach and by which ways, as data that the county changes itself. A text that differs from the
-- shipped one (messages/notification.properties). Every edit is a new revision; a revision without a body goes back to the
-- shipped text. Places are named: {number}, {card}, {unit}, {due}, {other}, {reason}.
create table notice_text (
  event varchar(20) not null,
  channel varchar(20) not null,
  revision int not null,
  subject varchar(200),
  body varchar(1000),
  changed_at datetime(6) not null,
  changed_by varchar(64) not null,
  primary key (event, channel, revision)
);

-- Who is told of what, by the clue's card; ANY holds for every card and for a clue without one.
create table notice_recipient (
  event varchar(20) not null,
  card varchar(10) not null,
  audience varchar(20) not null,
  primary key (event, card, audience)
);
insert into notice_recipient (event, card, audience) values
  ('TO_DECIDE', 'BLUE', 'WINDOW_CLERK'), ('TO_DECIDE', 'YELLOW', 'OFFICE_HEAD'), ('TO_DECIDE', 'RED', 'GROUP_HEAD'),
  ('DISPATCHED', 'ANY', 'LEAD_HANDLERS'), ('DISPATCHED', 'ANY', 'REGISTRAR'),
  ('DISPATCHED', 'YELLOW', 'LEAD_LEADER'), ('DISPATCHED', 'RED', 'LEAD_LEADER'), ('DISPATCHED', 'RED', 'COUNTY_LEADER'),
  ('DISPATCHED', 'RED', 'SUPERVISOR'), ('DISPATCHED', 'RED', 'DISCIPLINE'),
  ('TO_ASSIST', 'ANY', 'ASSIST_HANDLERS'), ('TO_ASSIST', 'ANY', 'ASSIST_LEADERS'),
  ('RETURNED', 'BLUE', 'OFFICE_HEAD'), ('RETURNED', 'YELLOW', 'OFFICE_HEAD'), ('RETURNED', 'RED', 'GROUP_HEAD'),
  ('RULED', 'ANY', 'LEAD_HANDLERS'), ('RULED', 'YELLOW', 'LEAD_LEADER'), ('RULED', 'RED', 'LEAD_LEADER'),
  ('RULED', 'RED', 'COUNTY_LEADER'), ('RULED', 'RED', 'SUPERVISOR'), ('RULED', 'RED', 'DISCIPLINE'),
  ('TO_SIGN', 'ANY', 'LEAD_LEADER'),
  ('SENT_BACK', 'ANY', 'LEAD_HANDLERS'), ('SENT_BACK', 'ANY', 'LEAD_LEADER'),
  ('FINISHED', 'ANY', 'CALLER'),
  ('REWORK', 'ANY', 'LEAD_HANDLERS'), ('REWORK', 'ANY', 'LEAD_LEADER'),
  ('CARD_RAISED', 'ANY', 'LEAD_HANDLERS'), ('CARD_RAISED', 'ANY', 'OFFICE_HEAD'), ('CARD_RAISED', 'ANY', 'GROUP_HEAD'),
  ('CARD_RAISED', 'YELLOW', 'LEAD_LEADER'), ('CARD_RAISED', 'RED', 'LEAD_LEADER'), ('CARD_RAISED', 'RED', 'COUNTY_LEADER'),
  ('CARD_RAISED', 'RED', 'SUPERVISOR'), ('CARD_RAISED', 'RED', 'DISCIPLINE'),
  ('REMINDER', 'ANY', 'LEAD_HANDLERS'),
  ('OVERDUE', 'ANY', 'LEAD_HANDLERS'),
  ('OVERDUE', 'RED', 'SUPERVISOR'), ('OVERDUE', 'RED', 'DISCIPLINE'),
  ('URGED', 'ANY', 'LEAD_HANDLERS'), ('URGED', 'ANY', 'LEAD_LEADER'), ('URGED', 'RED', 'SUPERVISOR'),
  ('ORDERED', 'ANY', 'LEAD_HANDLERS'), ('ORDERED', 'ANY', 'LEAD_LEADER'), ('ORDERED', 'ANY', 'OFFICE_HEAD'),
  ('ORDERED', 'RED', 'COUNTY_LEADER'), ('ORDERED', 'RED', 'SUPERVISOR'), ('ORDERED', 'RED', 'DISCIPLINE'),
  ('LISTED', 'ANY', 'LEAD_HANDLERS'), ('LISTED', 'ANY', 'LEAD_LEADER'), ('LISTED', 'ANY', 'OFFICE_HEAD'),
  ('LISTED', 'ANY', 'COUNTY_LEADER'), ('LISTED', 'ANY', 'SUPERVISOR'), ('LISTED', 'ANY', 'DISCIPLINE'),
  ('REPORTED', 'ANY', 'LEAD_HANDLERS'), ('REPORTED', 'ANY', 'LEAD_LEADER'), ('REPORTED', 'ANY', 'OFFICE_HEAD'),
  ('REPORTED', 'ANY', 'GROUP_HEAD'), ('REPORTED', 'ANY', 'SUPERVISOR'), ('REPORTED', 'ANY', 'COUNTY_LEADER'),
  ('REPORTED', 'ANY', 'DISCIPLINE'),
  ('TRANSFERRED', 'ANY', 'LEAD_LEADER'), ('TRANSFERRED', 'ANY', 'OFFICE_HEAD'), ('TRANSFERRED', 'ANY', 'GROUP_HEAD'),
  ('TRANSFERRED', 'ANY', 'SUPERVISOR'), ('TRANSFERRED', 'ANY', 'DISCIPLINE'),
  ('EXTENSION_DECIDED', 'ANY', 'LEAD_HANDLERS'), ('EXTENSION_DECIDED', 'ANY', 'LEAD_LEADER'),
  ('SUSPENDED', 'ANY', 'LEAD_HANDLERS'), ('SUSPENDED', 'ANY', 'LEAD_LEADER'), ('SUSPENDED', 'RED', 'SUPERVISOR'),
  ('RESUMED', 'ANY', 'LEAD_HANDLERS'), ('RESUMED', 'ANY', 'LEAD_LEADER'), ('RESUMED', 'RED', 'SUPERVISOR'),
  ('EXPLANATION_ASKED', 'ANY', 'LEAD_HANDLERS'), ('EXPLANATION_ASKED', 'ANY', 'LEAD_LEADER'),
  ('PROMISE_MOVED', 'ANY', 'REPORTER'),
  ('CLOSED', 'ANY', 'LEAD_HANDLERS'), ('CLOSED', 'ANY', 'LEAD_LEADER'), ('CLOSED', 'ANY', 'REGISTRAR'),
  ('NOT_ADMITTED', 'ANY', 'REGISTRAR'), ('NOT_ADMITTED', 'ANY', 'GRADER'),
  ('WITHDRAWN', 'ANY', 'LEAD_HANDLERS'), ('WITHDRAWN', 'ANY', 'LEAD_LEADER'), ('WITHDRAWN', 'ANY', 'REGISTRAR'),
  ('WITHDRAWN', 'ANY', 'GRADER'),
  ('MERGED', 'ANY', 'LEAD_HANDLERS'), ('MERGED', 'ANY', 'LEAD_LEADER'), ('MERGED', 'ANY', 'REGISTRAR'),
  ('MERGED', 'ANY', 'GRADER'),
  ('CORRECTED', 'ANY', 'LEAD_HANDLERS'), ('CORRECTED', 'ANY', 'LEAD_LEADER'), ('CORRECTED', 'ANY', 'REGISTRAR'),
  ('CORRECTED', 'ANY', 'GRADER');
-- Who is told that a reporter wrote or rated. A question's answer goes to whoever asked, and a sealed report's to its desk.
insert into notice_recipient (event, card, audience) values
  ('REPORTER_WROTE', 'ANY', 'GRADER'),
  ('REPORTER_RATED', 'ANY', 'CALLER');
-- Who is told that a unit did not explain itself in time.
insert into notice_recipient (event, card, audience) values
  ('EXPLANATION_MISSED', 'ANY', 'SUPERVISOR');
-- Whoever works on a clue, or watches it, hears that its card went down and its limits changed.
insert into notice_recipient (event, card, audience) values
  ('CARD_LOWERED', 'ANY', 'LEAD_HANDLERS'), ('CARD_LOWERED', 'ANY', 'LEAD_LEADER'), ('CARD_LOWERED', 'ANY', 'OFFICE_HEAD'),
  ('CARD_LOWERED', 'ANY', 'SUPERVISOR');

-- Which ways a unit chose beside the inbox. address and secret are sealed: whoever holds them may write to the group.
create table unit_channel (
  unit_code varchar(40) not null,
  channel varchar(20) not null,
  enabled boolean not null,
  address varchar(1000),
  secret varchar(1000),
  changed_at datetime(6) not null,
  changed_by varchar(64) not null,
  primary key (unit_code, channel)
);

-- When a unit is not to be disturbed by what is not red; '*' is the county's own rule. Equal times: never quiet.
create table quiet_hours (
  unit_code varchar(40) not null,
  quiet_from varchar(5) not null,
  quiet_to varchar(5) not null,
  changed_at datetime(6) not null,
  changed_by varchar(64) not null,
  primary key (unit_code)
);
insert into quiet_hours (unit_code, quiet_from, quiet_to, changed_at, changed_by) values
  ('*', '21:30', '07:30', '2026-01-01 00:00:00', 'system');
