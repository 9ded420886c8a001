-- Room organization owns these tables. Passwords are not among them: accounts live in the engine's identity tables.

create table unit (
    code          varchar(40)  not null primary key,
    name          varchar(100) not null unique,
    unit_group    varchar(20)  not null,
    list_position int          not null
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
    constraint duty_assignment_once unique (username, group_id),
    constraint duty_assignment_person foreign key (username) references person (username),
    constraint duty_assignment_unit foreign key (unit_code) references unit (code)
);
create index duty_assignment_group on duty_assignment (group_id);
create index duty_assignment_duty on duty_assignment (duty);

create table service_window (
    code      varchar(40)  not null primary key,
    name      varchar(100) not null,
    place     varchar(100) not null,
    unit_code varchar(40)  not null,
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
    constraint contact_point_unit foreign key (unit_code) references unit (code),
    constraint contact_point_enterprise foreign key (credit_code) references enterprise (credit_code)
);
