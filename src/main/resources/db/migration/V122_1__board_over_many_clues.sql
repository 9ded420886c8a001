-- Room clue: the supervisors' board over many open clues, each question from one index and no row looked at.
-- In the order of the limits' ends, with all that is filtered by:
create index clue_worst on clue (due_at, clue_number, status, kind, card, lead_unit, stage);
-- In the order in which is counted, so that nothing is sorted:
create index clue_figures on clue (card, lead_unit, stage, status, due_at, kind);
