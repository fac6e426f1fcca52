// The addresses that the console uses, derived from the address of the console's page.

/**
 * @param {URL | Location} address the page's address: …/realms/{admin realm}/tenants/console
 * @returns addresses of the page, of Keycloak's OpenID Connect endpoints and of the tenants' REST API. All addresses
 *          have the page's origin
 */
export function endpointsOf(address) {
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
