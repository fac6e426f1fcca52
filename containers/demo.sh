#!/usr/bin/env bash
# Provisions the demo tenant acme if it is missing. If APP_CLIENT names a file, also creates the client of the example
# application in the tenant's realm.
set -euo pipefail
tenantry() { java -jar /opt/keycloak/providers/keycloak-tenantry.jar "$@"; }
kcadm() { /opt/keycloak/bin/kcadm.sh "$@" --config /tmp/kcadm.config; }

tenantry show acme 2>/dev/null ||
  tenantry provision acme --display-name 'Acme Inc' --user ada --email ada@acme.test --first-name Ada --last-name Byron \
    --user-password-stdin <<<"$DEMO_PASSWORD"

if [ -n "${APP_CLIENT:-}" ]; then
  KC_CLI_PASSWORD=$TENANTRY_PASSWORD kcadm config credentials --server "$KEYCLOAK_URL" --realm master \
    --user "$TENANTRY_USERNAME"
  if ! kcadm get clients --target-realm acme --query clientId=app --fields clientId | grep -q '"app"'; then
    client=$(<"$APP_CLIENT")
    kcadm create clients --target-realm acme --file - <<<"${client//'${name}'/acme}"
  fi
fi
touch /tmp/done
exec sleep infinity
