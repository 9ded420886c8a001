-- Owned by room process: one act for several clues, chosen in the ledger.

-- papers: which were written for the clue, by their ids, parted by commas.
alter table clue_batch_item add column papers varchar(1000);
