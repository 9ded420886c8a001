-- Owned by room clue: a report against a person and the appeal that was told with it, two cases of one telling.
create table clue_pair (
  report_number varchar(20) not null primary key,
  appeal_number varchar(20) not null,
  constraint clue_pair_report foreign key (report_number) references clue (clue_number),
  constraint clue_pair_appeal foreign key (appeal_number) references clue (clue_number)
);
create index clue_pair_appeal_number on clue_pair (appeal_number);
