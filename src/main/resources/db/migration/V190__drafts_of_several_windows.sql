-- Owned by room draft: the state of a draft, by which a window sees that another one has saved meanwhile, and the window that saved it.
alter table draft add column version bigint default 1 not null;
alter table draft add column tab varchar(36);
