package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.DisplayName;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.RequestKey;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Checks a request to provision a tenant before any work begins. Not thread-safe. */
public final class ProvisioningRules {

    private final KeycloakSession session;
    private final TenantsProvider tenants;
    private final RealmTemplates templates;

    /** @param session the request's session */
    ProvisioningRules(KeycloakSession session, RealmTemplates templates) {
        this.session = session;
        this.tenants = session.getProvider(TenantsProvider.class);
        this.templates = templates;
    }

    /**
     * Checks the request and returns the tenant to provision.
     *
     * @param keyOrNull the idempotency key to register
     * @throws InvalidRequestException if fields are wrong; the exception names these fields
     */
    NewTenant accept(ProvisioningRequest request, TenantOrigin origin, RequestKey keyOrNull) {
        List<Problem> problems = new ArrayList<>();
        accept("name", () -> tenants.lifecycle().acceptName(request.name()), problems);
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
        if (request.database() != null) {
            accept("database", () -> tenants.lifecycle().acceptDatabase(request.database()), problems);
        }
        problems.addAll(FirstUserRules.problems(session, request.user()));
        if (request.branding() != null) {
            problems.addAll(request.branding().problems());
        }
        if (request.host() != null) {
            accept("host", () -> tenants.settings().hosts().accept(request.host()), problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return new NewTenant(KeycloakModelUtils.generateId(), new TenantName(request.name()), displayName,
                request.database(), keyOrNull, origin.signedUpOrNull(), null);
    }

    /**
     * Requires a valid display name.
     *
     * @throws InvalidRequestException if {@link DisplayName} refuses the text, or if the text is empty
     */
    public static void acceptDisplayName(String displayName) {
        if (displayName.isBlank()) {
            throw new InvalidRequestException("displayName", "A display name can't be empty");
        }
        problemOf(displayName).ifPresent(problem -> {
            throw new InvalidRequestException(List.of(problem));
        });
    }

    /**
     * Removes the characters that {@link DisplayName} refuses from an existing display name, such as the display name
     * in a bundle. An existing display name can contain any text, because Keycloak accepts any display name for a
     * realm.
     *
     * @throws InvalidRequestException if the text is too long, or if no visible character remains
     */
    public static String cleanedDisplayName(String displayName) {
        if (displayName.length() > DisplayName.MAX_LENGTH) {
            throw new InvalidRequestException(List.of(problem(DisplayName.Problem.TOO_LONG)));
        }
        return DisplayName.cleaned(displayName).orElseThrow(
                () -> new InvalidRequestException("displayName", "A display name can't be empty"));
    }

    private static Optional<Problem> problemOf(String displayName) {
        return DisplayName.problem(displayName).map(ProvisioningRules::problem);
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

    /** @param rule throws a {@link TenantException} if the field's value is wrong */
    private static void accept(String field, Runnable rule, List<Problem> problems) {
        try {
            rule.run();
        } catch (TenantException invalid) {
            problems.add(new Problem(field, invalid.getMessage()));
        }
    }

    static String template(ProvisioningRequest request) {
        return request.template() == null ? RealmTemplates.DEFAULT : request.template();
    }
}
