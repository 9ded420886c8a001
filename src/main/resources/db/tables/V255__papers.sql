-- Owned by room paper.

-- How many papers of a series a year has had. The row stays locked until the paper is issued or is not: no gap, no double.
create table paper_counter (
  series varchar(20) not null,
  issue_year int not null,
  last_ordinal int not null,
  primary key (series, issue_year)
);

-- Two first papers of a year wait for one another here; both inserting the year's row would block each other on MySQL.
insert into paper_counter (series, issue_year, last_ordinal) values ('-', 0, 0);

-- How the numbers of a series are written, where the county writes them otherwise than the product proposes.
create table paper_pattern (
  series varchar(20) not null primary key,
  pattern varchar(60) not null,
  set_by varchar(64) not null,
  set_at datetime(6) not null
);

-- The office's own templates; the shipped ones lie in the product.
create table paper_template (
  id varchar(36) not null primary key,
  kind varchar(20) not null,
  version_number int not null,
  holds_from date not null,
  content mediumblob not null,
  sha256 varchar(64) not null,
  shipped_sha256 varchar(64) not null,
  uploaded_by varchar(64) not null,
  uploaded_at datetime(6) not null,
  taken_back_by varchar(64),
  taken_back_at datetime(6),
  constraint paper_template_version unique (kind, version_number)
);

-- What was issued; a number is never taken out again. Content: the Word file in the store of room evidence, null once it was erased with its clue.
create table paper (
  id varchar(36) not null primary key,
  kind varchar(20) not null,
  series varchar(20) not null,
  issue_year int not null,
  ordinal int not null,
  paper_number varchar(80) not null,
  clue_number varchar(20),
  subject varchar(80),
  template varchar(80) not null,
  content_id varchar(36),
  sha256 varchar(64) not null,
  issued_by varchar(64) not null,
  issued_at datetime(6) not null,
  corrects varchar(36),
  corrected_by varchar(36),
  voided_by varchar(64),
  voided_at datetime(6),
  sealed_void_reason varchar(2000),
  signed_by varchar(64),
  signed_at datetime(6),
  countersigned_by varchar(64),
  countersigned_at datetime(6),
  sent_by varchar(64),
  sent_at datetime(6),
  scan_file varchar(36),
  once_key varchar(64) not null,
  constraint paper_ordinal unique (series, issue_year, ordinal),
  constraint paper_number unique (paper_number),
  constraint paper_once unique (once_key),
  constraint paper_clue foreign key (clue_number) references clue (clue_number)
);
create index paper_of_clue on paper (clue_number, issued_at);
create index paper_of_kind on paper (kind, issue_year, ordinal);
