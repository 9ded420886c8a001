-- Owned by room clue: days were counted under a date that hung on the machine's zone. From now on it is the county's; what was
-- counted before is not read any more, and numbers of today that are taken are passed over.
update clue_counter set last_ordinal = 0 where counted_on > date '1970-01-02';
