-- Owned by room clue: what the ledger's lists are answered from, however many clues lie behind.

-- All clues, a unit's, and those of a rare kind, in the order of their numbers; rows with their long texts are not read for it.
create index clue_number_kind on clue (clue_number, kind);
create index clue_unit_number on clue (lead_unit, clue_number, kind);
create index clue_kind on clue (kind);
-- What was closed in a month.
create index clue_closed_at on clue (closed_at);

-- Words of titles, two characters at a time, where the database has such an index; others compare each title.
/*!80000 create fulltext index clue_title_words on clue (title_key) with parser ngram */;
