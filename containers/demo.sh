#!/usr/bin/env bash
# Provisions the demo tenant, the one of mvn -Prun, unless it is there.
set -euo pipefail
tenantry() { java -jar /opt/keycloak/providers/keycloak-tenantry.jar "$@"; }

tenantry show acme 2>/dev/null ||
  tenantry provision acme --display-name 'Acme Inc' --user ada --email ada@acme.test --first-name Ada --last-name Byron \
    --user-password-stdin <<<"$DEMO_PASSWORD"

touch /tmp/done
exec sleep infinity
