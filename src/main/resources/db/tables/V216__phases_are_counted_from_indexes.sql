-- Owned by room process: Cockpit counts what waits at each step and in each phase from these alone.
create index qf_task_step on ACT_RU_TASK (PROC_DEF_ID_, TASK_DEF_KEY_, DUE_DATE_, PROC_INST_ID_);
create index qf_exec_phase on ACT_RU_EXECUTION (PROC_DEF_ID_, PARENT_ID_);
