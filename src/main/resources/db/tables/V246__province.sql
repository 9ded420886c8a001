-- Owned by room province: clues on the provincial platform. Numbers, statuses and times; nobody's words.

create table province_case (
  clue_number varchar(20) not null primary key,
  due_at datetime(6) not null,
  province_number varchar(40),
  entered_at datetime(6),
  entered_by varchar(64),
  status varchar(20),
  their_due datetime(6),
  returned_at datetime(6),
  exempt varchar(300),
  -- 1: warned that the time is nearly over, 2: that it is.
  warned int default 0 not null,
  constraint province_case_number unique (province_number)
);
create index province_case_due on province_case (due_at);
create index province_case_entered on province_case (entered_at);

-- Theirs that are not known here.
create table province_unknown (
  province_number varchar(40) not null primary key,
  status varchar(20),
  created_at datetime(6),
  seen_at datetime(6) not null
);

-- Who took clues out with their reporters, and how many.
create table province_export (
  id varchar(36) not null primary key,
  made_by varchar(64) not null,
  made_at datetime(6) not null,
  clues int not null,
  sheet_format varchar(10) not null
);
create index province_export_made on province_export (made_at);

-- By which words of theirs ours is told. The office keeps it: nothing here is ever written again by an upgrade.
create table province_code (
  kind varchar(20) not null,
  code varchar(20) not null,
  name varchar(60) not null,
  ours varchar(500) not null,
  position int not null,
  valid_from varchar(10) not null,
  valid_to varchar(10),
  changed_by varchar(64),
  changed_at datetime(6),
  primary key (kind, code, valid_from)
);
insert into province_code (kind, code, name, ours, position, valid_from) values
  ('SOURCE', '0', '线上', 'WEB,PLAQUE', 1, '2024-01-01'),
  ('SOURCE', '1', '特邀监督员', 'SUPERVISOR_POINT', 2, '2024-01-01'),
  ('SOURCE', '2', '上级交办', 'SUPERIOR,LEADER,INSPECTION', 3, '2024-01-01'),
  ('SOURCE', '3', '其他部门移交', 'HOTLINE_12345', 4, '2024-01-01'),
  ('SOURCE', '4', '其他', '*', 5, '2024-01-01'),
  ('SOURCE', '5', '历史案件', '', 6, '2024-01-01'),
  ('SOURCE', '6', '线下窗口', 'WINDOW,VISIT', 7, '2024-01-01'),
  ('TYPE', '1', '行政审批', '', 1, '2024-01-01'),
  ('TYPE', '2', '拖欠账款', '', 2, '2024-01-01'),
  ('TYPE', '3', '涉法涉诉', '', 3, '2024-01-01'),
  ('TYPE', '4', '要素保障', '', 4, '2024-01-01'),
  ('TYPE', '5', '执法监管', '', 5, '2024-01-01'),
  ('TYPE', '6', '违规项目', '', 6, '2024-01-01'),
  ('TYPE', '7', '其他', '*', 7, '2024-01-01'),
  ('OBJECT', '0', '政府及部门', '*', 1, '2024-01-01'),
  ('OBJECT', '1', '监委法检公', '', 2, '2024-01-01'),
  ('OBJECT', '2', '公用企事业', 'STATIONED', 3, '2024-01-01'),
  ('OBJECT', '3', '行业协会商会', '', 4, '2024-01-01'),
  ('STATUS', '0', '待受理', 'REGISTERED', 1, '2024-01-01'),
  ('STATUS', '1', '回退中', 'RETURNED', 2, '2024-01-01'),
  ('STATUS', '2', '待确认', 'ADMITTED', 3, '2024-01-01'),
  ('STATUS', '3', '调查中', 'DISPATCHED,HANDLING', 4, '2024-01-01'),
  ('STATUS', '4', '待办结', 'UNDER_REVIEW,CALLING_BACK,CONCLUDING', 5, '2024-01-01'),
  ('STATUS', '5', '已办结', 'CLOSED', 6, '2024-01-01'),
  ('STATUS', '6', '不受理', 'NOT_ADMITTED', 7, '2024-01-01'),
  ('STATUS', '7', '已中止', '', 8, '2024-01-01'),
  ('STATUS', '8', '已终止', '', 9, '2024-01-01'),
  ('STATUS', '9', '撤回中', '', 10, '2024-01-01'),
  ('STATUS', '10', '已撤回', 'WITHDRAWN', 11, '2024-01-01'),
  ('STATUS', '11', '已移交', 'HANDED_OVER,PASSED_UP', 12, '2024-01-01'),
  ('STATUS', '13', '补正', '', 13, '2024-01-01'),
  ('STATUS', '14', '放弃', '', 14, '2024-01-01'),
  ('STATUS', '15', '待终止', '', 15, '2024-01-01'),
  ('STATUS', '16', '复核中', '', 16, '2024-01-01'),
  ('STATUS', '17', '修正中', '', 17, '2024-01-01'),
  ('STATUS', '21', '待派发', 'GRADED', 18, '2024-01-01'),
  ('OPERATION', '00', '创建', 'REGISTERED', 1, '2024-01-01'),
  ('OPERATION', '03', '移交', 'HANDED_OVER', 2, '2024-01-01'),
  ('OPERATION', '04', '受理交办', 'ADMITTED,ADMITTED_BY_SILENCE', 3, '2024-01-01'),
  ('OPERATION', '06', '不受理', 'NOT_ADMITTED', 4, '2024-01-01'),
  ('OPERATION', '08', '回退', 'RETURNED', 5, '2024-01-01'),
  ('OPERATION', '10', '转移交办', 'DISPATCHED,RULED', 6, '2024-01-01'),
  ('OPERATION', '11', '开始处理', 'SIGNED_FOR', 7, '2024-01-01'),
  ('OPERATION', '13', '中止', 'SUSPENDED', 8, '2024-01-01'),
  ('OPERATION', '14', '继续', 'RESUMED', 9, '2024-01-01'),
  ('OPERATION', '15', '延期', 'EXTENSION_DECIDED', 10, '2024-01-01'),
  ('OPERATION', '16', '提交办结', 'FINISHED', 11, '2024-01-01'),
  ('OPERATION', '18', '退回', 'SENT_BACK,REWORK', 12, '2024-01-01'),
  ('OPERATION', '19', '办结', 'CLOSED', 13, '2024-01-01'),
  ('OPERATION', '21', '评价', 'CALLED_BACK,RATED', 14, '2024-01-01'),
  ('LIMIT', 'ENTER', '1', '', 1, '2024-01-01'),
  ('LIMIT', 'ACCEPT', '3', '', 2, '2024-01-01'),
  ('LIMIT', 'CONFIRM', '5', '', 3, '2024-01-01'),
  ('LIMIT', 'FINISH', '45', '', 4, '2024-01-01');
