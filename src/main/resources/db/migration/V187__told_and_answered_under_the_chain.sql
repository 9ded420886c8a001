-- Owned by room clue: what was told is under the chain, and the ends of all that is chained about a clue lie in its own row,
-- where they cost no statement. Empty in older rows until the first start carries them over from answer_chain, which from then
-- on only says that this was done.
alter table clue add column sheet_count int;
alter table clue add column sheet_head varchar(64);
alter table clue add column words_hash varchar(64);
alter table clue add column ends_hash varchar(64);
