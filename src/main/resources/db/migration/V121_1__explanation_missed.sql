-- Ours. Who is told that a unit did not explain itself in time.
insert into notice_recipient (event, card, audience) values
  ('EXPLANATION_MISSED', 'ANY', 'SUPERVISOR');
