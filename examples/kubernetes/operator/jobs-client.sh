# Creates the client of the jobs in realm master. Its service account has the role manage-tenants. Run this script in a
# pod of Keycloak, with the client's secret, encoded in Base64, in JOBS_SECRET_BASE64. README.md has the command.
set -euo pipefail
secret=$(base64 -d <<<"$JOBS_SECRET_BASE64")
if [[ ! $secret =~ ^[A-Za-z0-9._~-]+$ ]]; then
  echo 'client-secret can only have the characters A-Z a-z 0-9 . _ ~ and -' >&2
  exit 1
fi
kcadm() { KC_OPTS=-Xmx64m "${KEYCLOAK_HOME:-/opt/keycloak}/bin/kcadm.sh" "$@" --config /tmp/jobs-client.config; }
trap 'rm -f /tmp/jobs-client.config' EXIT
KC_CLI_PASSWORD=$KC_BOOTSTRAP_ADMIN_PASSWORD kcadm config credentials --server "${KEYCLOAK_URL:-http://localhost:8080}" \
  --realm master --user "$KC_BOOTSTRAP_ADMIN_USERNAME"
kcadm create clients --target-realm master --file - <<JSON
{"clientId": "tenantry-jobs", "secret": "$secret", "serviceAccountsEnabled": true, "standardFlowEnabled": false}
JSON
kcadm add-roles --target-realm master --uusername service-account-tenantry-jobs --rolename manage-tenants
