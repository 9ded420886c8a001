-- Owned by room insight: how people look at the ledger.

-- Which columns somebody sees, in order, by their names.
create table ledger_columns (
  username varchar(64) not null primary key,
  chosen varchar(1000) not null
);

-- Lists under a name: the filters and the order as the address has them, never what was typed to search. unit_code: of the
-- office that shares it; null for one's own.
create table ledger_view (
  id varchar(36) not null primary key,
  owner varchar(64) not null,
  unit_code varchar(40),
  name varchar(60) not null,
  query varchar(1000) not null,
  made_at datetime(6) not null
);
create index ledger_view_owner on ledger_view (owner);
create index ledger_view_unit on ledger_view (unit_code);

-- The one with which somebody's ledger opens.
create table ledger_view_first (
  username varchar(64) not null primary key,
  view_id varchar(36) not null
);

-- Clues that somebody follows.
create table followed_clue (
  username varchar(64) not null,
  clue_number varchar(20) not null,
  since datetime(6) not null,
  primary key (username, clue_number)
);
create index followed_clue_clue on followed_clue (clue_number, username);
