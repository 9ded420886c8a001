-- Owned by room evaluation: what followed from results.

-- What was proposed for a unit, once for each rule of a round, and how far it has come. What was said on the way lies sealed with
-- its matter. A warning in force is one that was executed and not lifted.
create table unit_consequence (
  number varchar(20) not null primary key,
  round varchar(20) null,
  unit varchar(64) not null,
  rule_name varchar(60) null,
  measure varchar(20) not null,
  state varchar(20) not null,
  decided_by varchar(64) null,
  decided_at datetime(6) null,
  executed_on varchar(10) null,
  document varchar(200) null,
  lifted_at datetime(6) null,
  unsupported_since int null,
  constraint unit_consequence_matter foreign key (number) references matter (number),
  constraint unit_consequence_once unique (round, unit, rule_name)
);
create index unit_consequence_unit on unit_consequence (unit, number);
