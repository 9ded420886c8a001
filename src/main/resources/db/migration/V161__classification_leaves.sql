-- Owned by room clue: the leaves of the classification tree, as data that the county changes itself. None is ever deleted.
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

-- Clues kept the name of a constant; from now on they keep the leaf's code.
update clue set classification = case classification
    when 'LYING_FLAT' then 'habit.lying-flat'
    when 'GIANT_BABY' then 'habit.giant-baby'
    when 'GRUMBLER' then 'habit.grumbler'
    when 'MIDDLE_BLOCKAGE' then 'problem.middle-blockage'
    when 'ARBITRARY_ENFORCEMENT' then 'problem.arbitrary-enforcement'
    when 'EXTORTION' then 'problem.extortion'
    when 'ACTOR' then 'style.actor'
    when 'CLOCK_IN' then 'style.clock-in'
    when 'SLOPPY' then 'style.sloppy'
    when 'PLAIN_APPEAL' then 'appeal.plain'
    else classification end
  where classification is not null;
create index clue_classification on clue (classification);
