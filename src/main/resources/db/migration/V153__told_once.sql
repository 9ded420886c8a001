-- Rooms supervision and notification: what is told once. A unit's leader reads of limits that come near or have passed in the
-- morning's digest, and at once only of what is for the leader to do or changes how the unit stands.
alter table schedule_difference add column told_at datetime(6);
update schedule_difference set told_at = found_at;
delete from notice_recipient where event in ('REMINDER', 'OVERDUE') and audience in ('LEAD_LEADER', 'COUNTY_LEADER');
