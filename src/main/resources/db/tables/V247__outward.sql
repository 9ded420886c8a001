-- Owned by room outward: other systems that are told of status changes.

create table outward_hook (
  id varchar(36) not null primary key,
  name varchar(60) not null,
  url varchar(500) not null,
  -- Keys, sealed.
  sealed_key varchar(500),
  sealed_previous varchar(500),
  previous_until datetime(6),
  state varchar(20) not null,
  failures int not null,
  created_by varchar(64) not null,
  created_at datetime(6) not null
);

-- Number, status, card, unit and times: never a word that somebody told.
create table outward_delivery (
  id varchar(36) not null primary key,
  hook_id varchar(36) not null,
  clue_number varchar(20),
  event varchar(40) not null,
  payload varchar(2000) not null,
  state varchar(20) not null,
  attempts int not null,
  next_at datetime(6) not null,
  answer varchar(100),
  created_at datetime(6) not null,
  sent_at datetime(6)
);
create index outward_delivery_due on outward_delivery (state, next_at);
create index outward_delivery_created on outward_delivery (created_at);

-- Which status of a clue was told last.
create table outward_told (
  clue_number varchar(20) not null primary key,
  status varchar(20) not null
);
