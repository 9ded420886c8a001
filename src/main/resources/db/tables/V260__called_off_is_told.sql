-- Owned by room notification.

-- A clue can be called off after it was dispatched: the unit hears that nothing is expected of it any more.
insert into notice_recipient (event, card, audience)
  select 'NOT_ADMITTED', 'ANY', 'LEAD_HANDLERS' from (select 1 as one) as once
  where not exists (select 1 from notice_recipient r where r.event = 'NOT_ADMITTED' and r.card = 'ANY'
    and r.audience = 'LEAD_HANDLERS');
