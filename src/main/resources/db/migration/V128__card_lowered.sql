-- Room notification: whoever works on a clue, or watches it, hears that its card went down and its limits changed.
insert into notice_recipient (event, card, audience) values
  ('CARD_LOWERED', 'ANY', 'LEAD_HANDLERS'), ('CARD_LOWERED', 'ANY', 'LEAD_LEADER'), ('CARD_LOWERED', 'ANY', 'OFFICE_HEAD'),
  ('CARD_LOWERED', 'ANY', 'SUPERVISOR');
