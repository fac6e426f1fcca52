#!/usr/bin/env bash
# Runs once, when PostgreSQL makes its database: the roles that Keycloak and Tenantry connect as. Neither is a superuser.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=database="$POSTGRES_DB" \
  --set=keycloak="$KEYCLOAK_DB_PASSWORD" --set=tenantry="$TENANTS_PASSWORD" <<'SQL'
create role keycloak login password :'keycloak';
alter database :"database" owner to keycloak;
create role tenantry login createrole noinherit password :'tenantry';
grant create on database :"database" to tenantry;
SQL
