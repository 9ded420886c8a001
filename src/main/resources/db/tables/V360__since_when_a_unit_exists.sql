-- Owned by room organization: from when a unit exists, where anybody said so; of a unit that was always there nobody does.
alter table unit add column founded_on varchar(10);

-- Owned by room evaluation: since when a unit of a round is not what it was, and which unit went into it; it was founded where none did.
alter table result_unit add column fresh_since varchar(10);
alter table result_unit add column fresh_from varchar(64);
