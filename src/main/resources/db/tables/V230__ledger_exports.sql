-- Owned by room insight.

-- Who took the ledger out, when, by which filters, how many rows: never what somebody typed to search, which may be a name.
create table ledger_export (
  id varchar(36) not null,
  made_by varchar(64) not null,
  made_at datetime(6) not null,
  sheet_format varchar(10) not null,
  filters varchar(500) not null,
  row_count bigint not null,
  rows_in_all bigint not null,
  touched_at datetime(6) not null,
  state varchar(20) not null,
  primary key (id)
);
create index ledger_export_made on ledger_export (made_at);
create index ledger_export_by on ledger_export (made_by, made_at);
