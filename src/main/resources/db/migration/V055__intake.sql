-- Owned by room intake: posts already taken, so that a repeated one answers the same and registers nothing.
create table intake_post (
  key_hash varchar(64) not null primary key,
  content_hash varchar(64) not null,
  clue_number varchar(20) not null,
  taken_at datetime(6) not null
);
