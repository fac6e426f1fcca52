// Where things are, seen from the address of this page.

/**
 * @param {URL | Location} address of the page: …/realms/MASTER/tenants/console
 * @returns the addresses of the page itself, of Keycloak's OpenID Connect endpoints and of the tenants' API
 */
export function placesOf(address) {
  const [, base, realm] = address.pathname.match(/^(.*)\/realms\/([^/]+)\/tenants\/console$/);
  const root = address.origin + base;
  return {
    page: address.origin + address.pathname,
    discovery: `${root}/realms/${realm}/.well-known/openid-configuration`,
    token: `${root}/realms/${realm}/protocol/openid-connect/token`,
    logout: `${root}/realms/${realm}/protocol/openid-connect/logout`,
    tenants: `${root}/admin/realms/${realm}/tenants`,
  };
}
