-- Owned by room recusal.

-- Who keeps out of which clue. The person is found by a keyed token, another one for reports against persons, so that a dump
-- does not tell whom a report is about; name and reason are sealed.
create table recusal (
  id varchar(36) not null,
  clue_number varchar(20) not null,
  person_token varchar(64) not null,
  cause varchar(10) not null,
  sealed mediumtext not null,
  primary key (id),
  unique (clue_number, person_token)
);
create index recusal_person on recusal (person_token, cause);
