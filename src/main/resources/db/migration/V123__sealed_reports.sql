-- Owned by room clue: what is said in and about a report against a person, sealed; the readable columns stay empty then.
alter table clue add column sealed_words mediumtext;
alter table timeline add column sealed_why mediumtext;
alter table answer_sheet add column sealed_answers mediumtext;
