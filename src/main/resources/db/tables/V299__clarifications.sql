-- Owned by room clarification.

-- How widely an untrue report was known, and who worked on clearing whom it was about. Whom, and everything that was said, lies
-- sealed with its matter.
create table clarification (
  number varchar(20) not null primary key,
  harm_known varchar(16) not null,
  assessed_by varchar(64) not null,
  proposed_by varchar(64) null,
  approved_by varchar(64) null,
  constraint clarification_matter foreign key (number) references matter (number)
);
