-- Owned by room reporter: sealed identities and the keyed hashes of receipts. No column is readable without the key.

create table reporter_identity (
  clue_number varchar(20) not null primary key,
  sealed mediumtext not null
);

create table receipt (
  keyed_hash varchar(64) not null primary key,
  clue_number varchar(20) not null
);
create index receipt_clue on receipt (clue_number);
