-- Owned by room reporter: keyed hashes of telephone numbers, credit codes and names of firms, by which an office that is given
-- one of them whole finds the appeals; nothing can be computed back. They go with the identity.
create table reporter_finding (
  clue_number varchar(20) not null,
  keyed_hash varchar(64) not null,
  primary key (keyed_hash, clue_number)
);
create index reporter_finding_clue on reporter_finding (clue_number, keyed_hash);
-- Whether its hashes were made. Identities from before get theirs when the product starts.
alter table reporter_identity add column findable boolean default false not null;
create index reporter_identity_findable on reporter_identity (findable);

-- Who looked for a reporter, when, by what kind of thing, and how many clues came of it: never what was typed.
create table reporter_search (
  id varchar(36) not null primary key,
  made_by varchar(64) not null,
  made_at datetime(6) not null,
  sought varchar(20) not null,
  found int not null
);
create index reporter_search_by on reporter_search (made_by, made_at);
create index reporter_search_made on reporter_search (made_at);
