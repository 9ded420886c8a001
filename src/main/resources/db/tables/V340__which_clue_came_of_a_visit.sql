-- Owned by room visit: which clue came of a visit is sealed, and found by a keyed hash; column clue is emptied at the next start.
alter table visit add column sealed_clue varchar(400) null;
alter table visit add column clue_key varchar(64) null;
create unique index visit_clue_key on visit (clue_key);
