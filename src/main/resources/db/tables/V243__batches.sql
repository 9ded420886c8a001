-- Owned by room process: one act for several clues, chosen in the ledger.

-- sealed_answers: what was filled in, until the last of them is through. reader_language: in which language reasons are told.
create table clue_batch (
  id varchar(36) not null primary key,
  act varchar(20) not null,
  made_by varchar(64) not null,
  made_at datetime(6) not null,
  touched_at datetime(6) not null,
  state varchar(10) not null,
  reader_language varchar(10) not null,
  sealed_answers mediumtext
);
create index clue_batch_state on clue_batch (state, touched_at);
create index clue_batch_by on clue_batch (made_by, made_at);

-- told: why it was left as it was, in words.
create table clue_batch_item (
  batch_id varchar(36) not null,
  ordinal int not null,
  clue_number varchar(20) not null,
  state varchar(10) not null,
  told varchar(500),
  primary key (batch_id, ordinal),
  constraint clue_batch_item_batch foreign key (batch_id) references clue_batch (id)
);
