-- Owned by room matter.

-- How it ended, in its diagram's words: the name of the last end that its process reached. Of older ones it is not known.
alter table matter add column ended_as varchar(200) not null default '';
create index matter_ended on matter (ended_at);
create index matter_opened on matter (opened_at);
