-- Who is no client's service account, in order of user name, is in one index: a late page of the list need not look at
-- the users before it. And an index of service accounts that has everybody else in it too, all in a few bytes each since
-- they are alike, counts them. The old indexes go last, for the sake of those who want to read meanwhile.

create unique index users_username on users (username) include (service_account_client);
create index users_client on users (service_account_client);
drop index users_username_key, users_service_account;
alter index users_username rename to users_username_key;
alter index users_client rename to users_service_account;
