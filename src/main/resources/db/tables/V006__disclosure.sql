-- Owned by room disclosure.

-- Who asked to be shown a reporter's identity, by which rule it was dealt with, and what came of it. No identity lies here;
-- reasons that people typed may name the reporter and are sealed.
create table reveal_request (
  request_number varchar(30) not null primary key,
  version bigint not null,
  clue_number varchar(20) not null,
  state varchar(20) not null,
  asked_by varchar(64) not null,
  asked_as varchar(30) not null,
  asked_at datetime(6) not null,
  once_key varchar(64) not null,
  ground varchar(60) not null,
  sealed_reason mediumtext not null,
  decider varchar(300) not null,
  decide_by datetime(6) not null,
  view_hours int not null,
  basis varchar(300) not null,
  decided_by varchar(64),
  decided_at datetime(6),
  sealed_decision mediumtext,
  closes_at datetime(6),
  unique (once_key)
);
create index reveal_request_clue on reveal_request (clue_number);
create index reveal_request_asked on reveal_request (asked_at);

-- Each look at an identity, written before it is shown.
create table identity_look (
  id varchar(36) not null primary key,
  request_number varchar(30) not null,
  looked_by varchar(64) not null,
  looked_at datetime(6) not null
);
create index identity_look_request on identity_look (request_number, looked_at);
