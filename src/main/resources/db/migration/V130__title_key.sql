-- Owned by room clue: titles in the form in which they are looked for. Clues from before get theirs when the product starts.
alter table clue add column title_key varchar(400);
