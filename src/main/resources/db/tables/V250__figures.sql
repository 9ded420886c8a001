-- Owned by room insight: what the county's figures are counted from.

-- Which clues have gone on since they were counted: whatever changes one counts its version up. Only those stand in the index.
alter table clue add column figured bigint default -1 not null;
alter table clue add column unfigured boolean generated always as (case when figured = version then null else true end);
create index clue_unfigured on clue (unfigured, clue_number);

-- What one clue adds to the figures: codes, moments and numbers, nothing that tells of a person. A value that is null does not
-- count. Reports against a person have no row.
create table figure_fact (
  clue_number varchar(20) not null primary key,
  -- From when it must be read again though nothing is done: a limit passes.
  stale_at datetime(6),
  registered_at datetime(6) not null,
  closed_at datetime(6),
  is_open boolean not null,
  status varchar(20) not null,
  card varchar(20),
  stage varchar(20) not null,
  unit_code varchar(40) not null,
  town_code varchar(40) not null,
  channel varchar(20) not null,
  leaf varchar(40) not null,
  entered int,
  not_admitted int,
  withdrawn int,
  repeated int,
  overdue int,
  waited int,
  closed int,
  signed int,
  contacted int,
  finished int,
  solved int,
  satisfied int,
  not_reached int,
  reworked int,
  raised int,
  bounced int,
  extension_grounds varchar(500) not null,
  order_grounds varchar(500) not null,
  leg_hours varchar(300) not null
);
create index figure_fact_stale on figure_fact (stale_at);
create index figure_fact_registered on figure_fact (registered_at, unit_code, town_code);
create index figure_fact_closed on figure_fact (closed_at, unit_code, town_code);
create index figure_fact_open on figure_fact (is_open, unit_code, town_code);

-- The sums over them, a row for each month (or the present), unit or all, town or all, measure and kind.
create table figure_sum (
  cell varchar(220) not null primary key,
  month_key varchar(7) not null,
  unit_code varchar(40) not null,
  town_code varchar(40) not null,
  measure varchar(20) not null,
  item varchar(60) not null,
  n bigint not null,
  part bigint not null
);
create index figure_sum_plane on figure_sum (unit_code, town_code, month_key, measure, item, n, part);
create index figure_sum_measure on figure_sum (measure, month_key, unit_code, town_code, item, n, part);

-- One row. Whoever counts holds it; the version tells a reader whether somebody counted meanwhile.
create table figure_state (
  id int not null primary key,
  version bigint not null
);
insert into figure_state (id, version) values (1, 0);
