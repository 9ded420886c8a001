-- Owned by room evaluation. Nothing here says when somebody answered, and nothing ties an answer to a firm (ADR 153).

-- Rights and what was cast are kept by the number of whatever is asked: a round, or a questionnaire.
alter table ballot_right drop constraint ballot_right_of;
alter table ballot_pool drop constraint ballot_pool_of;

create table survey (
  number varchar(20) not null primary key,
  title varchar(100) not null,
  asks varchar(200) not null,
  words boolean not null,
  asked_quarter varchar(7) not null,
  size int not null,
  seed varchar(64) not null,
  made_by varchar(64) not null,
  made_at datetime(6) not null,
  closes_on varchar(10) not null,
  stage varchar(10) not null,
  slips int not null,
  rights int null,
  used int null,
  ended_at datetime(6) null
);

-- What its firms were drawn from. drawn_for: the quarter, where it was drawn; no firm is drawn twice for one quarter.
create table survey_frame (
  survey varchar(20) not null,
  credit_code varchar(18) not null,
  town varchar(64) not null,
  key_firm boolean not null,
  dealt boolean not null,
  drawn_for varchar(7) null,
  primary key (survey, credit_code),
  constraint survey_frame_of foreign key (survey) references survey (number)
);
create unique index survey_frame_quarter on survey_frame (drawn_for, credit_code);

-- How often each mark was given, of questions that enough firms answered.
create table survey_sum (
  survey varchar(20) not null,
  asked varchar(20) not null,
  mark int not null,
  answers int not null,
  primary key (survey, asked, mark),
  constraint survey_sum_of foreign key (survey) references survey (number)
);

-- What was written, covered; in the order of random ids. shown: the office let it through to those who read sums.
create table survey_words (
  id varchar(36) not null primary key,
  survey varchar(20) not null,
  sealed_words text not null,
  shown boolean not null
);
create index survey_words_survey on survey_words (survey);
