-- Counts no day: the first registrations of a day queue on this row before one of them makes the day's own.
insert into clue_counter (counted_on, last_ordinal) values ('1970-01-01', 0);
