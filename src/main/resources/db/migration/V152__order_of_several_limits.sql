-- Room supervision: one urging or order may name several limits that passed in one step.
alter table supervision_order add column also_limits varchar(200);
