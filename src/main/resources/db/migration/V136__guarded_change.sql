-- Owned by room organization: wishes of administrators to reset the password of somebody who guards a secret, or to give
-- somebody such a duty; who agreed or objected, and when it takes effect.
create table guarded_change (
  id varchar(36) not null primary key,
  kind varchar(20) not null,
  username varchar(64) not null,
  duty varchar(30),
  asked_by varchar(64) not null,
  asked_at datetime(6) not null,
  holds_from datetime(6) not null,
  lapses_at datetime(6) not null,
  state varchar(20) not null,
  settled_by varchar(64),
  settled_at datetime(6)
);
create index guarded_change_person on guarded_change (username, state);
