-- Owned by room organization: what of a unit that is to be closed goes to another than its successor.
create table planned_share (
  change_id varchar(36) not null,
  part varchar(20) not null,
  part_key varchar(64) not null,
  unit_code varchar(40) not null,
  primary key (change_id, part, part_key)
);
