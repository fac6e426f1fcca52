package dev.tenantry.keycloak.operations;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.Finding.Kind;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.lifecycle.TenantRenaming;
import dev.tenantry.keycloak.realm.DuplicateIds;
import dev.tenantry.keycloak.realm.KeycloakRealms;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantComponents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Lists and fixes findings. A finding is a mismatch between the registry, PostgreSQL's catalog and Keycloak. No fix
 * loses data, and each fix can be undone. Not thread-safe.
 */
public final class Findings {

    private static final Logger LOG = Logger.getLogger(Findings.class);

    private final KeycloakSessionFactory factory;
    private final TenantOperations operations;
    private final TenantsProvider tenants;
    private final KeycloakRealms realms;

    public Findings(KeycloakSession session) {
        this.factory = session.getKeycloakSessionFactory();
        this.operations = new TenantOperations(session);
        this.tenants = session.getProvider(TenantsProvider.class);
        this.realms = new KeycloakRealms(factory);
    }

    /** Returns all findings. Read-only. */
    public List<Finding> list() {
        return ExceptionTranslation.call(() -> Stream.concat(
                tenants.lifecycle().inspection(realms::facts, realms).run().stream(),
                new DuplicateIds(factory, tenants.plainIds()).findings().stream()).toList());
    }

    /** Returns the findings about one tenant. Read-only. */
    public List<Finding> of(Tenant tenant) {
        return ExceptionTranslation.call(() -> tenants.lifecycle().inspection(realms::facts, realms).of(tenant));
    }

    /**
     * Checks that the finding still exists, fixes the finding, and checks the result. Some fixes only prevent further
     * harm: the finding still exists after the fix.
     *
     * @param databaseOrNull the subject's database, needed if schemas in several databases have the same name; null for
     *     any database
     * @return the finding if it still exists after the fix; empty if the fix has removed the finding
     * @throws TenantException (not found) if the finding no longer exists before the fix; (schema broken) if there is
     *     no fix
     * @throws DatabaseUnavailableException if the finding says that a database or a server is unavailable
     */
    public Optional<Finding> fix(Kind kind, String subject, String databaseOrNull) {
        Finding finding = find(kind, subject, databaseOrNull)
                .orElseThrow(() -> TenantException.noSuchFinding(kind, subject));
        fix(finding);
        Optional<Finding> left = find(kind, subject, databaseOrNull);
        LOG.infof(left.isEmpty() ? "%s of %s is fixed: %s" : "%s of %s is not fixed yet, but was contained: %s",
                kind, subject, kind.fix());
        return left;
    }

    private Optional<Finding> find(Kind kind, String subject, String databaseOrNull) {
        return candidates(kind, subject).stream()
                .filter(found -> found.kind() == kind && found.subject().equals(subject))
                .filter(found -> databaseOrNull == null || databaseOrNull.equals(found.databaseOrNull()))
                .findFirst();
    }

    /**
     * Returns all findings that can have this kind and subject. If the subject is a tenant, inspects only this tenant:
     * a fix inspects before and after the change, and an inspection of all tenants would take long.
     */
    private List<Finding> candidates(Kind kind, String subject) {
        return kind.isOfTenant()
                ? ExceptionTranslation.call(() -> tenants.registry().findByName(subject)).map(this::of).orElse(List.of())
                : list();
    }

    private void fix(Finding finding) {
        String subject = finding.subject();
        switch (finding.kind()) {
            case DATABASE_UNREACHABLE ->
                    throw new DatabaseUnavailableException("Database " + subject + " is unavailable");
            case SCHEMA_UNREACHABLE -> throw new DatabaseUnavailableException(
                    "The server that holds the tables of tenant " + subject + " is unavailable");
            case SCHEMA_LOCKED, SCHEMA_DRIFTED, ID_DUPLICATE -> throw TenantException.cannotBeFixed(finding);
            case UNFINISHED -> tenants.lifecycle().reconciler(realms).run();
            case REALM_MISSING -> operations.archiveWithoutRealm(tenant(subject), retention());
            case SCHEMA_MISSING, SCHEMA_FOREIGN -> operations.changeState(tenant(subject), StateOperation.SUSPEND);
            case COMPONENT_MISSING -> change(tenant(subject), this::attachComponent);
            case COMPONENT_DISABLED -> change(tenant(subject), (session, realm) -> TenantComponents.enable(realm));
            case NAME_DIFFERS -> change(tenant(subject), (session, realm) ->
                    TenantRenaming.follow(session, realm, TenantRealms.tenant(session, realm.getId())));
            case REALM_ENABLED -> operations.changeState(tenant(subject), operationOf(tenant(subject)));
            case SCHEMA_UNMARKED, ROLE_DIFFERS -> claim(tenant(subject));
            case VERSION_DIFFERS -> tenants.lifecycle().readVersion(tenant(subject));
            case SCHEMA_UNREGISTERED -> tenants.bindings().registerUnbound(
                    finding.databaseOrNull(), subject, retention());
            case REALM_UNREGISTERED -> disable(finding);
        }
    }

    /**
     * Makes the tenant the owner of its schema. The tenant may get its first role. A server that has cached the tenant
     * without the role can't read the schema. So this method also writes the realm, with unchanged values: after each
     * write, all servers read the realm and its tenant again.
     */
    private void claim(Tenant found) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmLock.take(session, found.realmId());
            ExceptionTranslation.run(() -> tenants.lifecycle().claim(tenant(found.name().value())));
            RealmModel realm = session.realms().getRealm(found.realmId());
            if (realm != null) {
                realm.setEnabled(realm.isEnabled());
            }
        });
    }

    private void attachComponent(KeycloakSession session, RealmModel realm) {
        TenantComponents.attach(realm, tenants.registry().componentId(realm.getId()).orElse(null));
    }

    private static StateOperation operationOf(Tenant tenant) {
        return tenant.state() == TenantState.ARCHIVED ? StateOperation.ARCHIVE : StateOperation.SUSPEND;
    }

    /**
     * Disables the finding's realm. Reads the registry again under the realm's lock, because the realm may have become
     * a tenant's since the inspection.
     */
    private void disable(Finding finding) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmModel realm = session.realms().getRealmByName(finding.subject());
            if (realm == null) {
                throw noSuchFinding(finding);
            }
            RealmLock.take(session, realm.getId());
            if (ExceptionTranslation.call(() -> tenants.registry().find(realm.getId())).isPresent()) {
                throw noSuchFinding(finding);
            }
            realm.setEnabled(false);
        });
    }

    private static TenantException noSuchFinding(Finding finding) {
        return TenantException.noSuchFinding(finding.kind(), finding.subject());
    }

    /** Changes the tenant's realm in a new Keycloak session. */
    private void change(Tenant tenant, BiConsumer<KeycloakSession, RealmModel> change) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmLock.take(session, tenant.realmId());
            change.accept(session, TenantRealms.realm(session, tenant));
        });
    }

    private Tenant tenant(String name) {
        return ExceptionTranslation.call(() -> tenants.registry().findByName(name))
                .orElseThrow(() -> TenantException.notFound(name));
    }

    private Duration retention() {
        return tenants.settings().archiveRetention();
    }
}
