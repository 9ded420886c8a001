-- Owned by room evidence.

-- Files with a clue. A content is stored once and may hang on two clues that were told in one go. Its key lies sealed here
-- (with the hash of what it holds); the content itself lies sealed under that key in the store.
create table evidence_content (
  id varchar(36) not null primary key,
  sealed_key varchar(400) not null,
  file_type varchar(12),
  bytes bigint,
  scan varchar(12) not null,
  stored_at datetime(6) not null
);
create index evidence_content_scan on evidence_content (scan, stored_at);
create index evidence_content_stored on evidence_content (stored_at);

-- The store in the database.
create table evidence_piece (
  content_id varchar(36) not null,
  place int not null,
  sealed mediumblob not null,
  primary key (content_id, place)
);

create table evidence_file (
  id varchar(36) not null primary key,
  clue_number varchar(20) not null,
  content_id varchar(36) not null,
  origin varchar(12) not null,
  unit_code varchar(40),
  added_by varchar(64) not null,
  added_at datetime(6) not null,
  sealed_name varchar(1000) not null,
  released_at datetime(6),
  released_by varchar(64),
  constraint evidence_file_clue foreign key (clue_number) references clue (clue_number),
  constraint evidence_file_content foreign key (content_id) references evidence_content (id)
);
create index evidence_file_clue_added on evidence_file (clue_number, added_at);

-- What a page has sent ahead of its form, under a keyed hash of the page's key.
create table evidence_waiting (
  page_hash varchar(64) not null,
  place int not null,
  content_id varchar(36) not null,
  waiting_since datetime(6) not null,
  primary key (page_hash, place),
  constraint evidence_waiting_content foreign key (content_id) references evidence_content (id)
);
create index evidence_waiting_since on evidence_waiting (waiting_since);
