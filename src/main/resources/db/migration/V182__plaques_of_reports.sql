-- Owned by room intake: by which plaque a report against a person came is kept nowhere, since its place counts and shows it.
update plaque_report set code = null
    where clue_number in (select clue_number from clue where kind = 'REPORT');
