-- Owned by room tolerance.

-- Risk filings that were accepted: whose, and from when until when they protect. What they say lies with their matters.
create table risk_filing (
  number varchar(20) not null primary key,
  unit varchar(64) not null,
  valid_from datetime(6) not null,
  valid_until datetime(6) not null,
  replaced_by varchar(20) null,
  told_at datetime(6) null,
  constraint risk_filing_matter foreign key (number) references matter (number)
);
create index risk_filing_unit on risk_filing (unit, valid_until);
create index risk_filing_end on risk_filing (valid_until);

-- Whether the last check of an application for tolerance found all six conditions met.
create table tolerance_check (
  number varchar(20) not null primary key,
  all_met boolean not null,
  constraint tolerance_check_matter foreign key (number) references matter (number)
);
