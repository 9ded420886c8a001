-- Owned by room process.

-- An idle node asks each second what is due. Without this it reads all timers of all open clues to find that none is; while many
-- are due, the engine's order (timers first, the oldest first) is read from QF_IDX_JOB_DUE as before.
create index qf_idx_job_duedate on ACT_RU_JOB (DUEDATE_);
