-- Owned by room organization: units, people, duties and places, what changed them, and what will. Passwords are not among them:
-- accounts live in the engine's identity tables. Days are kept as 2026-03-02: a day has no zone, and drivers give one to
-- the database's own type.

create table unit (
    code          varchar(40)  not null primary key,
    name          varchar(100) not null unique,
    unit_group    varchar(20)  not null,
    list_position int          not null,
    -- Until when it exists, and who takes its place.
    closed_on varchar(10),
    successor varchar(40)
);

create table person (
    username  varchar(32)  not null primary key,
    name      varchar(50)  not null,
    unit_code varchar(40)  not null,
    email     varchar(190) not null,
    phone     varchar(40),
    active    boolean      not null,
    constraint person_unit foreign key (unit_code) references unit (code)
);

create table duty_assignment (
    id        varchar(36) not null primary key,
    username  varchar(32) not null,
    group_id  varchar(64) not null,
    duty      varchar(20) not null,
    unit_code varchar(40),
    absence_id varchar(36),
    constraint duty_assignment_once unique (username, group_id),
    constraint duty_assignment_person foreign key (username) references person (username),
    constraint duty_assignment_unit foreign key (unit_code) references unit (code)
);
create index duty_assignment_group on duty_assignment (group_id);
create index duty_assignment_duty on duty_assignment (duty);
create index duty_assignment_absence on duty_assignment (absence_id);

create table service_window (
    code      varchar(40)  not null primary key,
    name      varchar(100) not null,
    place     varchar(100) not null,
    unit_code varchar(40)  not null,
    closed_on varchar(10),
    constraint service_window_unit foreign key (unit_code) references unit (code)
);

create table enterprise (
    credit_code    varchar(18)  not null primary key,
    name           varchar(100) not null,
    town_code      varchar(40)  not null,
    key_enterprise boolean      not null,
    chief_officer  varchar(32),
    constraint enterprise_town foreign key (town_code) references unit (code),
    constraint enterprise_officer foreign key (chief_officer) references person (username)
);
create index enterprise_name on enterprise (name);

create table contact_point (
    code        varchar(40)  not null primary key,
    place       varchar(100) not null,
    unit_code   varchar(40),
    credit_code varchar(18),
    closed_on varchar(10),
    constraint contact_point_unit foreign key (unit_code) references unit (code),
    constraint contact_point_enterprise foreign key (credit_code) references enterprise (credit_code)
);

-- Who is to come to the desk for reports, until one of the desk agrees.
create table desk_appointment (
  username varchar(64) not null,
  proposed_by varchar(64) not null,
  proposed_at datetime(6) not null,
  from_day varchar(10),
  agreed_by varchar(64),
  primary key (username)
);

-- Wishes of administrators to reset the password of somebody who guards a secret, or to give somebody such a duty; who agreed
-- or objected, and when it takes effect.
create table guarded_change (
  id varchar(36) not null primary key,
  kind varchar(20) not null,
  username varchar(64) not null,
  duty varchar(30),
  asked_by varchar(64) not null,
  asked_at datetime(6) not null,
  holds_from datetime(6) not null,
  lapses_at datetime(6) not null,
  state varchar(20) not null,
  settled_by varchar(64),
  settled_at datetime(6),
  -- A duty that guards a secret, agreed to now and given on a later day.
  begins_at datetime(6)
);
create index guarded_change_person on guarded_change (username, state);

-- Who changed what when and why. Nothing is ever taken out of it. clues and tasks: how many moved with the change.
create table county_change (
  id varchar(36) not null,
  subject varchar(20) not null,
  subject_key varchar(100) not null,
  act varchar(20) not null,
  from_value varchar(500),
  to_value varchar(500),
  clues int not null,
  tasks int not null,
  reason varchar(500) not null,
  changed_by varchar(64) not null,
  changed_at datetime(6) not null,
  primary key (id)
);
create index county_change_subject on county_change (subject, subject_key, changed_at);
create index county_change_latest on county_change (changed_at);

-- Who is away from when to when, and who does the work meanwhile; which duties are held only for that. state: PLANNED, RUNNING, OVER, CANCELLED.
create table absence (
  id varchar(36) not null primary key,
  username varchar(64) not null,
  substitute varchar(64) not null,
  from_day varchar(10) not null,
  until_day varchar(10) not null,
  state varchar(20) not null,
  reason varchar(500) not null,
  entered_by varchar(64) not null,
  entered_at datetime(6) not null
);
create index absence_state on absence (state);
create index absence_person on absence (username);

-- Changes of units and people that take effect on a later day; who entered them, why, and what became of them. state: PLANNED, DONE, REFUSED, TAKEN_BACK. Of a changed unit or person only what is to be different.
create table planned_change (
  id varchar(36) not null primary key,
  act varchar(20) not null,
  subject_key varchar(64) not null,
  from_day varchar(10) not null,
  name varchar(100),
  unit_group varchar(20),
  unit_code varchar(40),
  email varchar(190),
  phone varchar(40),
  duty varchar(30),
  reason varchar(500) not null,
  entered_by varchar(64) not null,
  entered_at datetime(6) not null,
  state varchar(20) not null,
  settled_at datetime(6),
  refused_key varchar(100),
  refused_args varchar(1000)
);
create index planned_change_state on planned_change (state, from_day);
create index planned_change_subject on planned_change (subject_key);

-- What of a unit that is to be closed goes to another than its successor.
create table planned_share (
  change_id varchar(36) not null,
  part varchar(20) not null,
  part_key varchar(64) not null,
  unit_code varchar(40) not null,
  primary key (change_id, part, part_key)
);
