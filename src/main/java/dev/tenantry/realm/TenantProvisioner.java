package dev.tenantry.realm;

import dev.tenantry.realm.InvalidRequestException.Problem;
import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.BusyException;
import dev.tenantry.tenant.DisplayName;
import dev.tenantry.tenant.NewTenant;
import dev.tenantry.tenant.Operation;
import dev.tenantry.tenant.Provisioning;
import dev.tenantry.tenant.ProvisioningQueue;
import dev.tenantry.tenant.RequestKey;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantName;
import dev.tenantry.theme.RealmBranding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.services.managers.RealmManager;

/**
 * Makes a tenant: realm, schema, first user; all or nothing.
 *
 * <p>Two transactions take part. Ours holds the schema, its migrations and the first user; Keycloak's holds the realm.
 * Ours commits first, while the registry still says that the tenant is being provisioned; then Keycloak's commits,
 * which decides; then the registry puts the tenant into service. Whatever fails before the decision is undone on the
 * spot, and what a crash leaves is settled by the reconciler, by asking whether the realm is there.
 *
 * <p>It all runs in a Keycloak session of its own: in the caller's, the roles of master's admin, some twenty for each
 * realm there is, would be walked at each of some hundred flushes. Thread-safe.
 */
public final class TenantProvisioner {

    private final RealmTemplates templates;
    private final RealmKeys keys;

    TenantProvisioner(RealmTemplates templates, RealmKeys keys) {
        this.templates = templates;
        this.keys = keys;
    }

    /**
     * @param context the session of the request; nothing is written in it
     * @throws InvalidRequestException naming each field that is wrong
     * @throws TenantException (already exists) where the name is taken by a tenant or by any other realm; (host taken)
     * @throws BusyException if its turn does not come in time, or too many wait
     */
    public ProvisionedTenant provision(KeycloakSession context, ProvisioningRequest request) {
        return provision(context, request, TenantOrigin.OPERATOR);
    }

    /** The same for a tenant that is made by others than operators. */
    public ProvisionedTenant provision(KeycloakSession context, ProvisioningRequest request, TenantOrigin origin) {
        return provision(context, request, origin, null);
    }

    /** @param key by which the request can be known again, or null */
    ProvisionedTenant provision(
            KeycloakSession context, ProvisioningRequest request, TenantOrigin origin, RequestKey key) {
        return Observed.call(
                context, Operation.PROVISION, request.name(), () -> acceptAndProvision(context, request, origin, key));
    }

    /**
     * Does all that {@link #provision} does, and rolls it back.
     *
     * @return the first user's password as the tenant's realm would store it: hashed; null where it was given none
     * @throws InvalidRequestException and TenantException as {@link #provision} would
     */
    public CredentialRepresentation dryRun(
            KeycloakSession context, ProvisioningRequest request, TenantOrigin origin) {
        NewTenant tenant = accept(context.getProvider(TenantsProvider.class), request, origin, null);
        try {
            return admit(context, origin, () -> KeycloakModelUtils.runJobInTransactionWithResult(
                    context.getKeycloakSessionFactory(), context.getContext(), session -> {
                        session.getTransactionManager().setRollbackOnly();
                        ProvisionedTenant provisioned = provision(session, tenant, request, origin);
                        return FirstUser.hashedPassword(session, provisioned.userId());
                    }, "dry run of a tenant"));
        } catch (ModelDuplicateException taken) {
            throw TenantException.alreadyExists(tenant.name());
        }
    }

    private ProvisionedTenant acceptAndProvision(
            KeycloakSession context, ProvisioningRequest request, TenantOrigin origin, RequestKey key) {
        KeycloakSessionFactory factory = context.getKeycloakSessionFactory();
        NewTenant tenant = accept(context.getProvider(TenantsProvider.class), request, origin, key);
        try {
            ProvisionedTenant provisioned = admit(context, origin,
                    () -> KeycloakModelUtils.runJobInTransactionWithResult(
                            factory, context.getContext(), session -> provision(session, tenant, request, origin),
                            "provision tenant"));
            return inService(context, provisioned);
        } catch (ModelDuplicateException taken) {
            throw TenantException.alreadyExists(tenant.name());
        }
    }

    private static <T> T admit(KeycloakSession context, TenantOrigin origin, Supplier<T> work) {
        ProvisioningQueue queue = context.getProvider(TenantsProvider.class).provisioningQueue();
        return origin.isSignUp() ? queue.admitSignUp(work) : queue.admit(work);
    }

    private NewTenant accept(
            TenantsProvider tenants, ProvisioningRequest request, TenantOrigin origin, RequestKey key) {
        List<Problem> problems = new ArrayList<>();
        Optional<TenantName> name = acceptName(tenants, request.name(), problems);
        String displayName = Optional.ofNullable(request.displayName())
                .map(String::trim)
                .filter(given -> !given.isEmpty())
                .orElse(request.name());
        if (displayName != null) {
            problemOf(displayName).ifPresent(problems::add);
        }
        if (!templates.contains(template(request))) {
            problems.add(new Problem(
                    "template", "There is no such template. Choose one of " + String.join(", ", templates.names())));
        }
        acceptDatabase(tenants, request.database(), problems);
        problems.addAll(problemsOf(request.user()));
        if (request.branding() != null) {
            problems.addAll(request.branding().problems());
        }
        acceptHost(tenants, request.host(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return new NewTenant(KeycloakModelUtils.generateId(), name.orElseThrow(), displayName, request.database(), key,
                origin.signedUpOrNull());
    }

    /** @throws InvalidRequestException if {@link DisplayName} refuses the text, or if the text is empty */
    public static void acceptDisplayName(String displayName) {
        if (displayName.isBlank()) {
            throw new InvalidRequestException("displayName", "A display name can't be empty");
        }
        problemOf(displayName).ifPresent(problem -> {
            throw new InvalidRequestException(List.of(problem));
        });
    }

    /**
     * Returns a display name that a tenant has had already, in a bundle for instance, without all that
     * {@link DisplayName} refuses: Keycloak accepts any text of a realm.
     *
     * @throws InvalidRequestException if the text is too long, or if nothing visible is left
     */
    static String cleanedDisplayName(String displayName) {
        if (displayName.length() > DisplayName.MAX_LENGTH) {
            throw new InvalidRequestException(List.of(problem(DisplayName.Problem.TOO_LONG)));
        }
        return DisplayName.cleaned(displayName).orElseThrow(
                () -> new InvalidRequestException("displayName", "A display name can't be empty"));
    }

    private static Optional<Problem> problemOf(String displayName) {
        return DisplayName.problem(displayName).map(TenantProvisioner::problem);
    }

    private static Problem problem(DisplayName.Problem problem) {
        return new Problem("displayName", switch (problem) {
            case TOO_LONG -> "A display name has at most " + DisplayName.MAX_LENGTH + " characters";
            case MARKUP -> "A display name can't have < or > in it";
            case EXPRESSION -> "A display name can't have ${ in it";
            case CONTROL_CHARACTER -> "A display name can't have control or format characters or line breaks in it";
            case INVISIBLE -> "A display name needs a visible character";
        });
    }

    private static Optional<TenantName> acceptName(TenantsProvider tenants, String name, List<Problem> problems) {
        try {
            return Optional.of(tenants.lifecycle().acceptName(name));
        } catch (TenantException invalid) {
            problems.add(new Problem("name", invalid.getMessage()));
            return Optional.empty();
        }
    }

    private static void acceptDatabase(TenantsProvider tenants, String databaseOrNull, List<Problem> problems) {
        try {
            if (databaseOrNull != null) {
                tenants.lifecycle().acceptDatabase(databaseOrNull);
            }
        } catch (TenantException invalid) {
            problems.add(new Problem("database", invalid.getMessage()));
        }
    }

    private static void acceptHost(TenantsProvider tenants, String hostOrNull, List<Problem> problems) {
        try {
            if (hostOrNull != null) {
                tenants.settings().hosts().accept(hostOrNull);
            }
        } catch (TenantException invalid) {
            problems.add(new Problem("host", invalid.getMessage()));
        }
    }

    private static List<Problem> problemsOf(UserRepresentation user) {
        if (user == null) {
            return List.of(new Problem("user", "A tenant needs a first user"));
        }
        List<Problem> problems = new ArrayList<>();
        if (user.getUsername() == null || user.getUsername().isBlank()) {
            problems.add(new Problem("user.username", "The first user needs a user name"));
        }
        FirstUser.acceptCredentials(user, problems);
        return problems;
    }

    private static String template(ProvisioningRequest request) {
        return request.template() == null ? RealmTemplates.DEFAULT : request.template();
    }

    private ProvisionedTenant provision(
            KeycloakSession session, NewTenant tenant, ProvisioningRequest request, TenantOrigin origin) {
        if (session.realms().getRealmByName(tenant.name().value()) != null) {
            throw TenantException.alreadyExists(tenant.name());
        }
        RealmLock.take(session, tenant.realmId()); // before the registry knows: the reconciler must find it taken
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        Provisioning provisioning = ExceptionTranslation.call(() -> tenants.lifecycle().provision(tenant));
        tenants.join(provisioning);
        RealmModel realm = importRealm(session, representation(session, tenant, request));
        session.getContext().setRealm(realm);
        UserModel user = FirstUser.create(session, realm, request.user(), origin.adminRoles());
        provisioning.firstUser(user.getId());
        return new ProvisionedTenant(provisioning.tenant(), user.getId(), user.getUsername(), true);
    }

    private RealmRepresentation representation(
            KeycloakSession session, NewTenant tenant, ProvisioningRequest request) {
        RealmRepresentation realm = templates.realm(template(request), tenant).orElseThrow();
        Map<String, String> attributes = new HashMap<>(realm.getAttributesOrEmpty());
        if (request.branding() != null) {
            attributes.putAll(RealmBranding.attributes(request.branding().branding()));
        }
        if (request.host() != null) {
            TenantsProvider tenants = session.getProvider(TenantsProvider.class);
            String address = tenants.settings().hosts().accept(request.host());
            RealmHosts.claim(session, tenant.realmId(), request.host());
            ExceptionTranslation.run(() -> tenants.registry().setHost(tenant.realmId(), request.host()));
            attributes.putAll(RealmHosts.attributes(address));
        }
        attributes.values().removeIf(Objects::isNull);
        realm.setAttributes(attributes);
        return realm;
    }

    private RealmModel importRealm(KeycloakSession session, RealmRepresentation representation) {
        boolean hasOurKeys = keys.give(representation);
        RealmModel realm = new RealmManager(session).importRealm(representation);
        if (hasOurKeys) {
            RealmKeys.complete(realm);
        }
        return realm;
    }

    /** The same tenant as the registry has it after the commit. */
    private static ProvisionedTenant inService(KeycloakSession context, ProvisionedTenant provisioned) {
        return ExceptionTranslation.call(() -> context.getProvider(TenantsProvider.class).registry()
                .find(provisioned.tenant().realmId())
                .map(tenant -> new ProvisionedTenant(tenant, provisioned.userId(), provisioned.username(), true))
                .orElse(provisioned));
    }
}
