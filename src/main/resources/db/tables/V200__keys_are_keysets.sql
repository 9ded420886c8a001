-- Owned by room keys.

-- A key is kept with the way it seals, as a keyset of Google Tink, which is longer than the 32 bytes of before.
alter table data_key add column keyset varchar(600);
update data_key set keyset = wrapped where wrapped is not null;
alter table data_key drop column wrapped;
alter table data_key rename column keyset to wrapped;
