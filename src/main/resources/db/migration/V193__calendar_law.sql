-- Owned by room calendar: by which of the law's own days the limits were counted last, so that an upgrade that knows others
-- counts them anew once.
create table calendar_law (
  id int not null primary key,
  days varchar(1000) not null
);
insert into calendar_law (id, days) values (1, '');
