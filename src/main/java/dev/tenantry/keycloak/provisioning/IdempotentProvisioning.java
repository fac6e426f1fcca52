package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.FirstAnswer;
import dev.tenantry.core.tenant.RequestKey;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Provisions once per idempotency key. A client that got no answer repeats its request under the same key, and gets the
 * tenant of its first request (draft-ietf-httpapi-idempotency-key-header). A failed request leaves nothing behind, so a
 * client can repeat a failed request under the same key. Not thread-safe.
 */
public final class IdempotentProvisioning {

    /**
     * The maximum time that a repeated request waits for the first request. Many clients stop waiting for an answer
     * after about this time.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 100;
    private static final int MAX_LENGTH = 255;

    private final KeycloakSession context;
    private final Function<RequestKey, ProvisionedTenant> provisioning;

    /**
     * @param provisioning a function that provisions the tenant, and stores the key in the transaction that adds the
     *     tenant to the registry
     */
    public IdempotentProvisioning(KeycloakSession context, Function<RequestKey, ProvisionedTenant> provisioning) {
        this.context = context;
        this.provisioning = provisioning;
    }

    /**
     * Returns the tenant that the first request with this key has provisioned. If this is the first request with the
     * key, provisions the tenant.
     *
     * @param caller the caller of the request; another caller can use the same key for another tenant
     * @throws InvalidRequestException if the key is malformed, or was used for another request
     * @throws TenantException (wrong state) if the first request is still running after this request has waited for
     *     half a minute
     */
    public ProvisionedTenant provision(ProvisioningRequest request, String caller, String idempotencyKey) {
        RequestKey key = key(request, caller, idempotencyKey);
        return answered(context, key).orElseGet(() -> provision(request, key));
    }

    /**
     * Returns the tenant that an earlier, equal request with this key has provisioned; empty if there was no such
     * request. If the earlier request is still running, waits for the end of that request.
     *
     * @throws InvalidRequestException if the key is malformed
     * @throws TenantException (wrong state) if the earlier request is still running after half a minute
     */
    public static Optional<ProvisionedTenant> find(
            KeycloakSession context, ProvisioningRequest request, String caller, String idempotencyKey) {
        RequestKey key = key(request, caller, idempotencyKey);
        TenantRegistry registry = context.getProvider(TenantsProvider.class).registry();
        return ExceptionTranslation.call(() -> registry.findByRequestKey(key.key()))
                .filter(earlier -> earlier.request().equals(key.request()))
                .flatMap(earlier -> answered(context, key));
    }

    /**
     * Provisions the tenant. If two requests with the same key run at once, the registry refuses one of them. The
     * refused request waits for the other request, and returns the other request's tenant. If the other request fails,
     * the refused request tries again.
     */
    private ProvisionedTenant provision(ProvisioningRequest request, RequestKey key) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                return provisioning.apply(key);
            } catch (TenantException refused) {
                Optional<ProvisionedTenant> answered = answered(context, key);
                if (answered.isPresent()) {
                    return answered.get();
                }
                if (System.nanoTime() > end || !wasOfNameThatIsFreeNow(context, request.name(), refused)) {
                    throw refused;
                }
            }
        }
    }

    private static boolean wasOfNameThatIsFreeNow(KeycloakSession context, String name, TenantException refused) {
        return refused.reason() == TenantException.Reason.ALREADY_EXISTS
                && ExceptionTranslation.call(() -> context.getProvider(TenantsProvider.class).formerNames().holder(name)).isEmpty()
                && context.realms().getRealmByName(name) == null;
    }

    private static RequestKey key(ProvisioningRequest request, String caller, String idempotencyKey) {
        if (idempotencyKey.isBlank() || idempotencyKey.length() > MAX_LENGTH) {
            throw new InvalidRequestException("Idempotency-Key", "must have 1 to " + MAX_LENGTH + " characters");
        }
        var user = request.user();
        List<String> asked = new ArrayList<>();
        asked.add(request.name());
        asked.add(request.displayName());
        asked.add(request.template());
        asked.add(user == null ? null : user.getUsername());
        asked.add(user == null ? null : user.getEmail());
        if (request.database() != null) { // null is left out, so that older digests remain valid
            asked.add(request.database());
        }
        if (request.branding() != null) {
            asked.add(request.branding().accentColor());
            asked.add(request.branding().logo());
        }
        if (request.host() != null) {
            asked.add("host " + request.host());
        }
        return RequestKey.of(caller, idempotencyKey, asked.toArray(String[]::new));
    }

    private static Optional<ProvisionedTenant> answered(KeycloakSession context, RequestKey key) {
        TenantRegistry registry = context.getProvider(TenantsProvider.class).registry();
        long end = System.nanoTime() + TIMEOUT.toNanos();
        Optional<FirstAnswer> first = find(registry, key);
        while (first.filter(answer -> isUnderWay(answer.tenant())).isPresent()) {
            if (System.nanoTime() > end) {
                Tenant tenant = first.get().tenant();
                throw TenantException.wrongState(tenant.name(), tenant.state());
            }
            pause();
            first = find(registry, key);
        }
        return first.map(answer -> again(context, answer));
    }

    private static Optional<FirstAnswer> find(TenantRegistry registry, RequestKey key) {
        Optional<FirstAnswer> first = ExceptionTranslation.call(() -> registry.findByRequestKey(key.key()));
        first.filter(answer -> !answer.request().equals(key.request())).ifPresent(other -> {
            throw new InvalidRequestException("Idempotency-Key", "was used for another request");
        });
        return first;
    }

    private static boolean isUnderWay(Tenant tenant) {
        return tenant.state() == TenantState.PROVISIONING;
    }

    private static ProvisionedTenant again(KeycloakSession context, FirstAnswer answer) {
        RealmModel realm = context.realms().getRealm(answer.tenant().realmId());
        UserModel user = realm == null || answer.firstUserId() == null
                ? null
                : context.users().getUserById(realm, answer.firstUserId());
        return new ProvisionedTenant(
                answer.tenant(), answer.firstUserId(), user == null ? null : user.getUsername(), false);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the first request ran", interrupted);
        }
    }
}
