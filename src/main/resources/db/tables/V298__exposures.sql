-- Owned by room exposure.

-- How far a case has come on its way to the public. What was said on the way lies sealed with its matter; film and result are shown.
create table exposure (
  number varchar(20) not null primary key,
  side varchar(16) not null,
  unit varchar(64) not null,
  step varchar(16) not null,
  nominated_by varchar(64) not null,
  published_at datetime(6) null,
  film varchar(200) null,
  due_on varchar(10) null,
  settled_at datetime(6) null,
  result varchar(1000) null,
  taken_down_at datetime(6) null,
  constraint exposure_matter foreign key (number) references matter (number)
);
create index exposure_published on exposure (published_at, number);

-- What was shown from when on, and why it was changed; without words where it was taken down.
create table exposure_edition (
  number varchar(20) not null,
  ordinal int not null,
  entered_at datetime(6) not null,
  title varchar(200) null,
  body varchar(2000) null,
  reason varchar(1000) null,
  changed_by varchar(20) null,
  primary key (number, ordinal),
  constraint exposure_edition_of foreign key (number) references exposure (number)
);

-- A change that somebody wants of what is shown.
create table exposure_change (
  number varchar(20) not null primary key,
  exposure varchar(20) not null,
  take_down boolean not null,
  lawful boolean not null,
  constraint exposure_change_matter foreign key (number) references matter (number)
);
create index exposure_change_of on exposure_change (exposure, number);
