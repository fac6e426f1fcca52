-- Who is no client's service account, in order of user name, is in the index: a late page of the list, and the count,
-- need not look at the users before it. The old index goes last, for the sake of those who want to read meanwhile.

create unique index users_username on users (username) include (service_account_client);
drop index users_username_key;
alter index users_username rename to users_username_key;
