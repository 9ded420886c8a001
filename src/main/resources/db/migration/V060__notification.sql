-- Room notification: one row is one notice to one person by one channel, written with its cause.
-- facts holds what the text needs (card, unit, due date), never a title, a narrative or a reporter.
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
