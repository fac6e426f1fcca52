-- Which of the databases that the options name has the schema; "main" is the one that this registry is in.
alter table tenant add column database_name text not null default 'main';
alter table certificate add column database_name text not null default 'main';

-- At each birth they are counted by database, from the index alone.
create index tenant_database on tenant (database_name);
