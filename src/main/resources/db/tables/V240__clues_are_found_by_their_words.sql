-- Owned by room clue: what more of a clue its ledger is asked for.

-- What was told in the form in which it is looked for, and the same as units read it where something is covered; of a report
-- against a person neither. Clues from before get theirs when the product starts.
alter table clue add column text_key mediumtext;
alter table clue add column screened_key mediumtext;
/*!80000 create fulltext index clue_text_words on clue (text_key) with parser ngram */;
/*!80000 create fulltext index clue_screened_words on clue (screened_key) with parser ngram */;
-- Which clues have none yet is asked at each start.
/*!80000 create index clue_text_missing on clue (text_key(1), clue_number) */;

-- Each of these alone gives its lines in the order of their numbers and counts them without the rows.
create index clue_channel on clue (channel, clue_number, kind);
create index clue_stage on clue (stage, clue_number, kind);
create index clue_result on clue (result, clue_number, kind);
create index clue_solved on clue (solved, clue_number, kind);
create index clue_rating on clue (rating, clue_number, kind);
create index clue_handler on clue (handler, clue_number, kind);
create index clue_finished_at on clue (finished_at, clue_number, kind);

-- How many follow it, so that nobody asks for followers of the many that have none.
alter table clue add column followers int default 0 not null;
