-- Owned by room clue: who called back when a report was told; null where it was told with the appeal. An appeal may have several.
alter table clue_pair add column caller varchar(64);
