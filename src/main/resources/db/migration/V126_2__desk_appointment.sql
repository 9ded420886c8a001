-- Owned by room organization: who is to come to the desk for reports, until one of the desk agrees.
create table desk_appointment (
  username varchar(64) not null,
  proposed_by varchar(64) not null,
  proposed_at datetime(6) not null,
  primary key (username)
);
