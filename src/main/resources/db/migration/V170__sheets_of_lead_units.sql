-- Owned by room clue: what a lead unit filled in is marked as its own, so that its people may read it again. The steps named
-- here come after signing for, so the lead unit has been the same since.
update answer_sheet set unit_code = (select c.lead_unit from clue c where c.clue_number = answer_sheet.clue_number)
where unit_code is null and form in ('contact-reporter', 'reply-with-plan', 'finish-clue', 'sign-reply');
