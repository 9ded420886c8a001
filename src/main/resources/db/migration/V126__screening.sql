-- Owned by room clue: what was decided about places in its text before units read it, as places and not as words.
alter table clue add column marks mediumtext;
