-- Owned by room clue: open clues, and those that are late, in the order of their numbers and of their registration, without
-- passing over the many that ended.

create index clue_open_number on clue (is_open, clue_number, kind, due_at, card, status);
create index clue_open_registered on clue (is_open, registered_at, clue_number, kind, due_at, card);
