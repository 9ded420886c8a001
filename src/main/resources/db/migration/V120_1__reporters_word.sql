-- Who is told that a reporter wrote or rated. A question's answer goes to whoever asked, and a sealed report's to its desk.
insert into notice_recipient (event, card, audience) values
  ('REPORTER_WROTE', 'ANY', 'GRADER'),
  ('REPORTER_RATED', 'ANY', 'CALLER');
