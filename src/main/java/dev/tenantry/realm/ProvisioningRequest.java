package dev.tenantry.realm;

import org.keycloak.representations.idm.UserRepresentation;

/**
 * What a tenant is to be made of; any of it may be missing or wrong until {@link TenantProvisioner} has accepted it.
 *
 * @param displayName the name where null
 * @param template {@value RealmTemplates#DEFAULT} where null
 * @param user the first user, who will administer the realm
 */
public record ProvisioningRequest(String name, String displayName, String template, UserRepresentation user) {}
