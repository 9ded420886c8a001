-- Owned by room clue.

-- A number that was taken for a registration which has not ended yet. The registration deletes it in its own transaction.
create table number_reserved (
  clue_number varchar(20) not null primary key,
  reserved_at datetime(6) not null,
  keyed_hash varchar(64) not null
);

-- A number under which nothing was registered, with when and why. The account shows it for good.
create table number_voided (
  clue_number varchar(20) not null primary key,
  reserved_at datetime(6) not null,
  voided_at datetime(6) not null,
  reason varchar(20) not null,
  keyed_hash varchar(64) not null
);
