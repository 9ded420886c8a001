-- Something that comes after the first release: only to see that it runs.
create table later (id int not null primary key);
