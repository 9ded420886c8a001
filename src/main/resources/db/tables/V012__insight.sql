-- Owned by room insight.

-- Packs as they were made: the content lies here, so that a later look shows what was handed out.
create table pack (
  kind varchar(20) not null,
  period_label varchar(60) not null,
  made_at datetime(6) not null,
  content mediumtext not null,
  primary key (kind, period_label)
);
