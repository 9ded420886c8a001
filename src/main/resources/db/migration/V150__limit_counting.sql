-- Owned by room supervision: by what a limit was counted before it moved, so that a corrected calendar corrects past ends too.
alter table limit_change add column counted_from datetime(6);
alter table limit_change add column counted_amount int;
alter table limit_change add column counted_unit varchar(20);
alter table limit_change add column counted_moves varchar(500);
alter table limit_change add column counted_met_at datetime(6);
