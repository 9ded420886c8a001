-- Owned by room clue: the ledger, the day's counter, the timeline, and what was filled into forms.

create table clue_counter (
  counted_on date not null primary key,
  last_ordinal int not null
);
-- Counts no day: the first registrations of a day queue on this row before one of them makes the day's own.
insert into clue_counter (counted_on, last_ordinal) values ('1970-01-01', 0);

create table clue (
  clue_number varchar(20) not null primary key,
  version bigint not null,
  kind varchar(20) not null,
  title varchar(200) not null,
  narrative mediumtext not null,
  request mediumtext,
  place varchar(200),
  matter varchar(200),
  concerned_unit varchar(40),
  concerned_window varchar(200),
  channel varchar(20) not null,
  external_number varchar(60),
  point_code varchar(40),
  anonymous boolean not null,
  consent varchar(20) not null,
  fact_stoppage boolean not null,
  fact_fixable boolean not null,
  fact_units int not null,
  fact_violation boolean not null,
  fact_leader boolean not null,
  fact_media boolean not null,
  fact_historical boolean not null,
  classification varchar(40),
  registered_at datetime(6) not null,
  registered_by varchar(64) not null,
  status varchar(20) not null,
  stage varchar(20) not null,
  due_at datetime(6),
  admission_reason varchar(40),
  admission_explanation mediumtext,
  linked_to varchar(20),
  proposed_card varchar(20),
  proposal_reason varchar(500),
  proposal_rule varchar(60),
  card varchar(20),
  card_reason mediumtext,
  card_decided_by varchar(64),
  order_number varchar(30),
  dispatched_at datetime(6),
  proposed_unit varchar(40),
  lead_unit varchar(40),
  returned_once boolean not null,
  signed_at datetime(6),
  handler varchar(64),
  contacted_at datetime(6),
  replied_at datetime(6),
  result varchar(20),
  result_filed_by varchar(64),
  finished_at datetime(6),
  rework int not null,
  solved varchar(20),
  rating varchar(20),
  called_back_at datetime(6),
  closed_at datetime(6),
  timeline_length int not null,
  timeline_head varchar(64) not null,
  -- When the next step about a limit is due.
  next_step_at datetime(6),
  suspended_at datetime(6),
  -- What is said in and about a report against a person, sealed; the readable columns stay empty then.
  sealed_words mediumtext,
  -- What was decided about places in its text before units read it, as places and not as words.
  marks mediumtext,
  -- The supervisors' board reads open clues only, however many closed ones lie beside them.
  is_open boolean generated always as (status in
    ('REGISTERED', 'ADMITTED', 'GRADED', 'DISPATCHED', 'RETURNED', 'HANDLING', 'UNDER_REVIEW', 'CALLING_BACK', 'CONCLUDING')),
  -- Titles in the form in which they are looked for. Clues from before get theirs when the product starts.
  title_key varchar(400),
  -- That an office would not act is a fact of its own.
  fact_refused boolean default false not null,
  -- What was told is under the chain, and the ends of all that is chained about a clue lie in its own row, where they cost no
  -- statement. Empty in older rows until the first start carries them over from answer_chain, which from then on only says that
  -- this was done.
  sheet_count int,
  sheet_head varchar(64),
  words_hash varchar(64),
  ends_hash varchar(64)
);
create index clue_status_due on clue (status, due_at);
create index clue_lead_unit on clue (lead_unit, status, due_at);
create index clue_card on clue (card, status, due_at);
create index clue_registered_at on clue (registered_at);
create index clue_registered_by on clue (registered_by);
create index clue_next_step on clue (next_step_at);
-- The supervisors' board: figures and the worst first, each from one index.
create index clue_board on clue (status, card, stage, lead_unit, due_at, kind);
create index clue_due on clue (due_at);
-- Clues about the office itself are kept from its own people by this.
create index clue_concerned_unit on clue (concerned_unit);
create index clue_open_figures on clue (is_open, card, lead_unit, stage, due_at, kind);
create index clue_open_worst on clue (is_open, due_at, clue_number, kind, card, lead_unit, stage);
create index clue_classification on clue (classification);
-- Whoever reads a clue finds those that ended in it.
create index clue_linked_to on clue (linked_to);

create table clue_assist (
  clue_number varchar(20) not null,
  unit_code varchar(40) not null,
  primary key (clue_number, unit_code),
  constraint clue_assist_clue foreign key (clue_number) references clue (clue_number)
);
create index clue_assist_unit on clue_assist (unit_code);

create table timeline (
  clue_number varchar(20) not null,
  ordinal int not null,
  occurred_at datetime(6) not null,
  by_whom varchar(64) not null,
  act varchar(30) not null,
  from_value varchar(500),
  to_value varchar(500),
  why mediumtext,
  hash varchar(64) not null,
  sealed_why mediumtext,
  primary key (clue_number, ordinal)
);

create table answer_sheet (
  id varchar(36) not null primary key,
  clue_number varchar(20) not null,
  form varchar(60) not null,
  unit_code varchar(40),
  answered_by varchar(64) not null,
  answered_at datetime(6) not null,
  answers mediumtext not null,
  sealed_answers mediumtext,
  -- What was answered at each step is under a keyed hash like the step itself, each sheet after the one before.
  ordinal int,
  keyed_hash varchar(64)
);
create index answer_sheet_clue on answer_sheet (clue_number, answered_at);

-- A report against a person and the appeal that was told with it, two cases of one telling.
create table clue_pair (
  report_number varchar(20) not null primary key,
  appeal_number varchar(20) not null,
  -- Who called back when a report was told; null where it was told with the appeal. An appeal may have several.
  caller varchar(64),
  constraint clue_pair_report foreign key (report_number) references clue (clue_number),
  constraint clue_pair_appeal foreign key (appeal_number) references clue (clue_number)
);
create index clue_pair_appeal_number on clue_pair (appeal_number);

-- How many sheets a clue has, and the last one's hash, so that a missing one shows.
create table answer_chain (
  clue_number varchar(20) not null primary key,
  sheets int not null,
  head varchar(64) not null,
  keyed_hash varchar(64) not null
);

-- The leaves of the classification tree, as data that the county changes itself. None is ever deleted.
create table classification_leaf (
  code varchar(40) not null,
  name varchar(60) not null,
  english varchar(60),
  position int not null,
  valid_from varchar(10) not null,
  valid_to varchar(10),
  primary key (code)
);
insert into classification_leaf (code, name, english, position, valid_from) values
  ('habit.lying-flat', '三种习气·躺平', 'Habit: lying flat', 1, '2022-01-01'),
  ('habit.giant-baby', '三种习气·巨婴', 'Habit: giant baby', 2, '2022-01-01'),
  ('habit.grumbler', '三种习气·怨妇', 'Habit: grumbling', 3, '2022-01-01'),
  ('problem.middle-blockage', '三类问题·中梗阻', 'Problem: blockage in the middle', 4, '2022-01-01'),
  ('problem.arbitrary-enforcement', '三类问题·执法随意', 'Problem: arbitrary enforcement', 5, '2022-01-01'),
  ('problem.extortion', '三类问题·吃拿卡要', 'Problem: extortion', 6, '2022-01-01'),
  ('style.actor', '三种作派·演员', 'Style: acting', 7, '2022-01-01'),
  ('style.clock-in', '三种作派·点卯', 'Style: clocking in', 8, '2022-01-01'),
  ('style.sloppy', '三种作派·懒散', 'Style: sloppiness', 9, '2022-01-01'),
  ('appeal.plain', '一般诉求', 'Plain appeal', 10, '2022-01-01');
