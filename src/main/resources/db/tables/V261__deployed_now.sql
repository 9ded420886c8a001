-- Owned by room process: what is deployed now, and what of it is suspended, is asked for by every transaction.
create index qf_procdef_key on ACT_RE_PROCDEF (KEY_, VERSION_);
create index qf_procdef_suspended on ACT_RE_PROCDEF (SUSPENSION_STATE_);
create index qf_jobdef_suspended on ACT_RU_JOBDEF (SUSPENSION_STATE_);
create index qf_jobdef_priority on ACT_RU_JOBDEF (JOB_PRIORITY_);
