package dev.tenantry.it.isolation;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * The classes that methods lead to if their return type does not tell. A method that is missing here makes
 * {@link Endpoints} fail, so that no new class of endpoints is overlooked.
 */
final class Locators {

    /** The classes that a method leads to. The list is empty if only an untested kind of policy leads to a class. */
    static final Map<String, List<String>> TARGETS = Map.ofEntries(
            entry("AdminRoot.getServerInfo", List.of("org.keycloak.services.resources.admin.info.ServerInfoAdminResource")),
            entry("PermissionService.getResource", List.of("org.keycloak.authorization.admin.PolicyTypeService")),
            entry("PolicyService.getResource", List.of("org.keycloak.authorization.admin.PolicyTypeService")),
            entry("PolicyTypeService.getResource", List.of("org.keycloak.authorization.admin.PolicyResourceService")),
            entry("PolicyTypeService.getPolicyAdminResourceProvider", List.of()),
            entry("RealmsResource.getAccountService", List.of("org.keycloak.services.resources.account.AccountLoader")),
            entry("RealmsResource.getAuthorizationService", List.of("org.keycloak.authorization.AuthorizationService")),
            entry("AccountLoader.getAccountService", List.of(
                    "org.keycloak.services.resources.account.AccountRestService",
                    "org.keycloak.services.resources.account.AccountConsole")),
            entry("AccountLoader.getVersionedAccountRestService",
                    List.of("org.keycloak.services.resources.account.AccountRestService")),
            entry("ResourcesService.getResource",
                    List.of("org.keycloak.services.resources.account.resources.ResourceService")),
            entry("AuthorizationService.getProtectionService",
                    List.of("org.keycloak.authorization.protection.ProtectionService")),
            entry("ProtectionService.resource",
                    List.of("org.keycloak.authorization.protection.resource.ResourceService")),
            entry("ProtectionService.permission",
                    List.of("org.keycloak.authorization.protection.permission.PermissionService")),
            entry("ProtectionService.ticket",
                    List.of("org.keycloak.authorization.protection.permission.PermissionTicketService")),
            entry("ProtectionService.policy",
                    List.of("org.keycloak.authorization.protection.policy.UserManagedPermissionService")),
            entry("IdentityBrokerService.getEndpoint",
                    List.of("org.keycloak.broker.oidc.OIDCIdentityProvider$OIDCEndpoint")),
            entry("OIDCLoginProtocolService.auth", List.of(oidc("AuthorizationEndpoint"))),
            entry("OIDCLoginProtocolService.registrations", List.of(oidc("AuthorizationEndpoint"))),
            entry("OIDCLoginProtocolService.forgotCredentialsPage", List.of(oidc("AuthorizationEndpoint"))),
            entry("OIDCLoginProtocolService.token", List.of(oidc("TokenEndpoint"))),
            entry("OIDCLoginProtocolService.issueUserInfo", List.of(oidc("UserInfoEndpoint"))),
            entry("OIDCLoginProtocolService.logout", List.of(oidc("LogoutEndpoint"))),
            entry("OIDCLoginProtocolService.revoke", List.of(oidc("TokenRevocationEndpoint"))),
            entry("OIDCLoginProtocolService.getLoginStatusIframe", List.of(oidc("LoginStatusIframeEndpoint"))),
            entry("OIDCLoginProtocolService.thirdPartyCookiesCheck", List.of(oidc("ThirdPartyCookiesIframeEndpoint"))),
            entry("TokenEndpoint.introspect", List.of(oidc("TokenIntrospectionEndpoint"))),
            entry("AuthorizationEndpoint.authorizeDevice",
                    List.of("org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint")),
            entry("DockerV2LoginProtocolService.auth", List.of("org.keycloak.protocol.docker.DockerEndpoint")),
            entry("ScimRealmResource.resourceType", List.of("org.keycloak.scim.services.ScimResourceTypeResource")));

    /** Methods that lead to extensions, with the type of the extensions' factories. */
    static final Map<String, String> EXTENSIONS = Map.of(
            "RealmAdminResource.extension",
            "org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory",
            "RealmsResource.resolveRealmExtension", "org.keycloak.services.resource.RealmResourceProviderFactory",
            "RealmsResource.getProtocol", "org.keycloak.protocol.LoginProtocolFactory",
            "OIDCLoginProtocolService.resolveExtension", "org.keycloak.protocol.oidc.ext.OIDCExtProviderFactory",
            "ClientRegistrationService.provider",
            "org.keycloak.services.clientregistration.ClientRegistrationProviderFactory");

    /** The class that an extension's factory mounts. */
    static final Map<String, String> MOUNTED = Map.ofEntries(
            entry("dev.tenantry.web.rest.TenantsResourceProvider", "dev.tenantry.web.rest.TenantsResource"),
            entry("dev.tenantry.web.pages.TenantPagesFactory", "dev.tenantry.web.pages.TenantPages"),
            entry("org.keycloak.admin.ui.rest.AdminExtProvider", "org.keycloak.admin.ui.rest.AdminExtResource"),
            entry("org.keycloak.ssf.services.admin.SsfAdminRealmResourceProviderFactory",
                    "org.keycloak.ssf.services.admin.SsfAdminResource"),
            entry(admin("UserStorageProviderRealmAdminProvider"), admin("UserStorageProviderResource")),
            entry(admin("ClearUserCacheRealmAdminProvider"), admin("ClearUserCacheResource")),
            entry(admin("ClearRealmCacheRealmAdminProvider"), admin("ClearRealmCacheResource")),
            entry(admin("ClearKeysCacheRealmAdminProvider"), admin("ClearKeysCacheResource")),
            entry(admin("ClearCrlCacheRealmAdminProvider"), admin("ClearCrlCacheResource")),
            entry(admin("TestLdapConnectionRealmAdminProvider"), admin("TestLdapConnectionResource")),
            entry(admin("LdapServerCapabilitiesRealmAdminProvider"), admin("LdapServerCapabilitiesResource")),
            entry("org.keycloak.scim.services.ScimRealmResourceFactory",
                    "org.keycloak.scim.services.ScimRealmResource"),
            entry("org.keycloak.authorization.authzen.AuthZenRealmResourceProviderFactory",
                    "org.keycloak.authorization.authzen.AuthZenResource"),
            entry("org.keycloak.ssf.services.SsfRealmResourceProviderFactory",
                    "org.keycloak.ssf.transmitter.resources.SsfTransmitterResource"),
            entry("org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpointFactory",
                    "org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint"),
            entry("org.keycloak.protocol.oidc.OIDCLoginProtocolFactory",
                    "org.keycloak.protocol.oidc.OIDCLoginProtocolService"),
            entry("org.keycloak.protocol.saml.SamlProtocolFactory", "org.keycloak.protocol.saml.SamlService"),
            entry("org.keycloak.protocol.docker.DockerAuthV2ProtocolFactory",
                    "org.keycloak.protocol.docker.DockerV2LoginProtocolService"),
            entry("org.keycloak.protocol.oid4vc.OID4VCLoginProtocolFactory",
                    "org.keycloak.protocol.oid4vc.issuance.OID4VCIssuerEndpoint"),
            entry("org.keycloak.protocol.oidc.grants.ciba.endpoints.CibaRootEndpoint",
                    "org.keycloak.protocol.oidc.grants.ciba.endpoints.CibaRootEndpoint"),
            entry("org.keycloak.protocol.oidc.par.endpoints.ParRootEndpoint",
                    "org.keycloak.protocol.oidc.par.endpoints.ParRootEndpoint"),
            entry(registration("DefaultClientRegistrationProviderFactory"),
                    registration("DefaultClientRegistrationProvider")),
            entry(registration("oidc.OIDCClientRegistrationProviderFactory"),
                    registration("oidc.OIDCClientRegistrationProvider")),
            entry(registration("AdapterInstallationClientRegistrationProviderFactory"),
                    registration("AdapterInstallationClientRegistrationProvider")),
            entry("org.keycloak.protocol.saml.clientregistration.EntityDescriptorClientRegistrationProviderFactory",
                    "org.keycloak.protocol.saml.clientregistration.EntityDescriptorClientRegistrationProvider"));

    private Locators() {}

    private static String oidc(String name) {
        return "org.keycloak.protocol.oidc.endpoints." + name;
    }

    private static String admin(String name) {
        return "org.keycloak.services.resources.admin." + name;
    }

    private static String registration(String name) {
        return "org.keycloak.services.clientregistration." + name;
    }
}
