-- Owned by room clue: whoever reads a clue finds those that ended in it.
create index clue_linked_to on clue (linked_to);
