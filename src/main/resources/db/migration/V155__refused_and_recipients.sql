-- Room clue: that an office would not act is a fact of its own.
alter table clue add column fact_refused boolean default false not null;

-- Room notification: who decides about a wish for time is told by the task that waits for it.
delete from notice_recipient where event = 'EXTENSION_ASKED';
