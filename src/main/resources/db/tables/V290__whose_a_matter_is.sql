-- Owned by room matter: whose a matter is, beside the unit that answers for it.
alter table matter add person varchar(64);
create index matter_person on matter (kind, person, place);
