-- Owned by room visit.

-- The link by which a firm opens its own page: only a keyed hash of its secret; one a firm.
create table firm_link (
  credit_code varchar(18) not null primary key,
  secret_key varchar(64) not null,
  made_by varchar(64) not null,
  made_on varchar(10) not null,
  ends_on varchar(10) not null
);
create unique index firm_link_secret on firm_link (secret_key);

-- What a firm said of a visit, once.
create table visit_rating (
  number varchar(20) not null primary key,
  level varchar(16) not null,
  rated_on varchar(10) not null,
  constraint visit_rating_visit foreign key (number) references visit (number)
);
