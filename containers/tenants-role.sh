#!/usr/bin/env bash
# Runs once, when PostgreSQL makes its database: the role that Tenantry connects as, which is not Keycloak's own.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=password="$TENANTS_PASSWORD" --set=database="$POSTGRES_DB" <<'SQL'
create role tenantry login createrole noinherit password :'password';
grant create on database :"database" to tenantry;
SQL
