#!/usr/bin/env bash
# Creates the roles with which Keycloak and Tenantry connect. Neither role is a superuser. PostgreSQL's image runs this
# script once, when the image creates the database.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=database="$POSTGRES_DB" \
  --set=keycloak="$KEYCLOAK_DB_PASSWORD" --set=tenantry="$TENANTS_PASSWORD" <<'SQL'
create role keycloak login password :'keycloak';
alter database :"database" owner to keycloak;
create role tenantry login createrole noinherit password :'tenantry';
grant create on database :"database" to tenantry;
SQL
