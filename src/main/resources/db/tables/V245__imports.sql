-- Owned by rooms clue and intake: clues that came in as a table.

-- The mark 导入, and by which import.
alter table clue add column import_id varchar(36);
create index clue_import on clue (import_id);
-- Whether the same is here already.
create index clue_external_number on clue (external_number);
create index clue_title_key on clue (title_key);

create table intake_import (
  id varchar(36) not null primary key,
  made_by varchar(64) not null,
  made_at datetime(6) not null,
  file_name varchar(200) not null,
  sheet varchar(200) not null,
  other_sheets varchar(500) not null,
  mapping varchar(4000),
  state varchar(20) not null,
  whole boolean not null,
  doubles boolean not null,
  failed_line int,
  progress int not null,
  touched_at datetime(6) not null,
  withdrawn_by varchar(64),
  withdrawn_at datetime(6),
  withdrawn_why varchar(500)
);
create index intake_import_made on intake_import (made_at);

-- A row of the file, sealed, until it is a clue or is not wanted any more. The file itself is not kept.
create table intake_import_row (
  import_id varchar(36) not null,
  line_no int not null,
  state varchar(20) not null,
  sealed mediumtext,
  double_of varchar(40),
  clue_number varchar(20),
  primary key (import_id, line_no)
);
create index intake_import_row_state on intake_import_row (import_id, state);
