package dev.tenantry.core.audit;

import dev.tenantry.core.schema.FoundSchema;
import dev.tenantry.core.schema.FoundSchema.Access;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.schema.SchemaSearch;
import dev.tenantry.core.schema.SchemaSearch.ScanResult;
import dev.tenantry.core.schema.SchemaSearch.SchemaLocation;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.Finding.Kind;
import dev.tenantry.core.tenant.RealmDirectory;
import dev.tenantry.core.tenant.RealmDirectory.Outcome;
import dev.tenantry.core.tenant.RealmFact;
import dev.tenantry.core.tenant.RealmFact.Component;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the tenants in the registry with the schemas in PostgreSQL's catalog and with Keycloak's realms. Reads only:
 * a few queries for all tenants together, and one short query for each schema. If a tenant's tables stay locked, the
 * inspection reports the lock and continues. Thread-safe.
 */
public final class Inspection {

    private static final Set<TenantState> SETTLED =
            Set.of(TenantState.ACTIVE, TenantState.SUSPENDED, TenantState.ARCHIVED);

    private final TenantRegistry registry;
    private final SchemaSearch search;
    private final SchemaRoles roles;
    private final DriftCheck drift;
    private final Supplier<List<RealmFact>> realmFacts;
    private final RealmDirectory outcomes;

    /** @param realmFacts supplies the facts about all realms, including standard realms */
    public Inspection(
            TenantRegistry registry,
            SchemaSearch search,
            SchemaRoles roles,
            DriftCheck drift,
            Supplier<List<RealmFact>> realmFacts,
            RealmDirectory outcomes) {
        this.registry = registry;
        this.search = search;
        this.roles = roles;
        this.drift = drift;
        this.realmFacts = realmFacts;
        this.outcomes = outcomes;
    }

    public List<Finding> run() {
        // Reads the registry last. A tenant's row is written before the tenant's schema and realm are created, and
        // deleted after the schema and the realm are removed. If the registry was read first, the schema and the realm
        // of a new tenant could seem to have no row.
        ScanResult scan = search.all();
        Map<String, RealmFact> realms =
                realmFacts.get().stream().collect(Collectors.toMap(RealmFact::id, Function.identity()));
        List<Tenant> tenants = tenants();

        List<Finding> findings = new ArrayList<>(unreachable(scan.unavailable(), tenants));
        DriftSearch drifted = new DriftSearch(drift);
        tenants.forEach(tenant -> findings.addAll(of(tenant, scan, realms.get(tenant.realmId()), drifted)));
        findings.addAll(unregisteredSchemas(scan.schemas(), tenants));
        findings.addAll(unregisteredRealms(realms.values(), tenants));
        return findings;
    }

    /** Inspects one tenant, and reads no other schema. */
    public List<Finding> of(Tenant tenant) {
        ScanResult scan = search.only(SchemaLocation.of(tenant));
        RealmFact realm = realmFacts.get().stream()
                .filter(fact -> fact.id().equals(tenant.realmId()))
                .findFirst()
                .orElse(null);
        List<Finding> findings = new ArrayList<>(unreachable(scan.unavailable(), List.of(tenant)));
        findings.addAll(of(tenant, scan, realm, new DriftSearch(drift)));
        return findings;
    }

    private List<Finding> of(Tenant tenant, ScanResult scan, RealmFact realmOrNull, DriftSearch drifted) {
        if (SETTLED.contains(tenant.state())) {
            return Stream.concat(ofSchema(tenant, scan, drifted).stream(), ofRealm(tenant, realmOrNull).stream())
                    .toList();
        }
        return isLeft(tenant)
                ? List.of(finding(Kind.UNFINISHED, tenant, "The tenant was left " + tenant.state()))
                : List.of();
    }

    private List<Tenant> tenants() {
        return registry.pages(null)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(tenant -> tenant.name().value()))
                .toList();
    }

    private boolean isLeft(Tenant tenant) {
        boolean isCutShort = tenant.state() == TenantState.PROVISIONING || tenant.state() == TenantState.DROPPING;
        return isCutShort && outcomes.outcome(tenant) != Outcome.UNDECIDED;
    }

    /** Makes one finding for each unavailable database, instead of findings about each schema in that database. */
    private List<Finding> unreachable(Set<String> unavailable, List<Tenant> tenants) {
        Stream<Finding> findings = unavailable.stream().map(database ->
                new Finding(Kind.DATABASE_UNREACHABLE, database, database, "The database is unavailable"));
        Stream<Finding> unknown = tenants.stream()
                .map(Tenant::database)
                .filter(database -> !search.knows(database))
                .distinct()
                .map(database -> new Finding(Kind.DATABASE_UNREACHABLE, database, database,
                        "Tenants have schemas in the database, and the option databases does not name it"));
        return Stream.concat(findings, unknown).toList();
    }

    private List<Finding> ofSchema(Tenant tenant, ScanResult scan, DriftSearch drifted) {
        if (scan.unavailable().contains(tenant.database()) || !search.knows(tenant.database())) {
            return List.of();
        }
        FoundSchema schema = scan.schemas().get(SchemaLocation.of(tenant));
        if (schema != null) {
            return of(tenant, schema, drifted);
        }
        // Looks for this schema again: the tenant may have been provisioned after all schemas were read.
        return tenant.state() == TenantState.ARCHIVED || search.exist(SchemaLocation.of(tenant))
                ? List.of()
                : List.of(finding(Kind.SCHEMA_MISSING, tenant, "There is no schema " + tenant.schema()));
    }

    private List<Finding> ofRealm(Tenant tenant, RealmFact realm) {
        if (realm != null) {
            return of(tenant, realm);
        }
        return tenant.state() != TenantState.ARCHIVED && outcomes.outcome(tenant) == Outcome.MISSING
                ? List.of(finding(Kind.REALM_MISSING, tenant, "There is no realm " + tenant.realmId()))
                : List.of();
    }

    private List<Finding> of(Tenant tenant, FoundSchema schema, DriftSearch drifted) {
        List<Finding> findings = new ArrayList<>();
        SchemaMark mark = new SchemaMark(schema.identity());
        if (mark.isEmpty()) {
            findings.add(finding(Kind.SCHEMA_UNMARKED, tenant, "The schema has no schema mark"));
        } else if (!mark.isOf(tenant.realmId())) {
            findings.add(finding(Kind.SCHEMA_FOREIGN, tenant, "The schema mark is: " + schema.identity()));
        }
        String role = tenant.roleOrNull() == null ? "none" : tenant.roleOrNull().value();
        if (tenant.roleOrNull() == null ? roles.isEnabled() : !role.equals(schema.owner())) {
            findings.add(finding(Kind.ROLE_DIFFERS, tenant, "The tenant's role is " + role + "; the schema's owner is "
                    + schema.owner()));
        }
        if (schema.access() == Access.LOCKED) {
            findings.add(finding(Kind.SCHEMA_LOCKED, tenant,
                    "Version and drift are unknown, because another transaction has locked the schema's tables"));
            return findings;
        }
        if (schema.access() == Access.UNREACHABLE) {
            findings.add(finding(Kind.SCHEMA_UNREACHABLE, tenant, "Database " + tenant.database()
                    + " answers, and can't reach the server that holds the schema's tables"));
            return findings;
        }
        if (schema.versionOrNull() != null && schema.versionOrNull() != tenant.schemaVersion()) {
            findings.add(finding(Kind.VERSION_DIFFERS, tenant, "The registry has version " + tenant.schemaVersion()
                    + " and the schema has version " + schema.versionOrNull()));
        }
        drifted.of(tenant, schema)
                .ifPresent(difference -> findings.add(finding(Kind.SCHEMA_DRIFTED, tenant, difference)));
        return findings;
    }

    private static List<Finding> of(Tenant tenant, RealmFact realm) {
        List<Finding> findings = new ArrayList<>();
        if (realm.component() == Component.MISSING) {
            findings.add(finding(Kind.COMPONENT_MISSING, tenant, "The realm does not have Tenantry's component"));
        } else if (realm.component() == Component.DISABLED) {
            findings.add(finding(Kind.COMPONENT_DISABLED, tenant, "The component of the realm is disabled"));
        }
        if (!realm.name().equals(tenant.name().value())) {
            findings.add(finding(Kind.NAME_DIFFERS, tenant, "The realm is named " + realm.name()));
        }
        if (realm.enabled() && tenant.state() != TenantState.ACTIVE) {
            findings.add(finding(
                    Kind.REALM_ENABLED, tenant, "The tenant is " + tenant.state() + " and its realm is enabled"));
        }
        return findings;
    }

    private static List<Finding> unregisteredSchemas(Map<SchemaLocation, FoundSchema> schemas, List<Tenant> tenants) {
        Set<SchemaLocation> unregistered = new LinkedHashSet<>(schemas.keySet());
        tenants.forEach(tenant -> unregistered.remove(SchemaLocation.of(tenant)));
        return unregistered.stream()
                .filter(location -> schemas.get(location).whole())
                .map(location -> new Finding(Kind.SCHEMA_UNREGISTERED,
                        location.schema().value(), location.database(), "No tenant in the registry has this schema"))
                .toList();
    }

    private static List<Finding> unregisteredRealms(Iterable<RealmFact> realms, List<Tenant> tenants) {
        Set<String> registered = tenants.stream().map(Tenant::realmId).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (RealmFact realm : realms) {
            if (realm.component() != Component.MISSING && !registered.contains(realm.id())) {
                findings.add(new Finding(Kind.REALM_UNREGISTERED, realm.name(), null,
                        "The realm has Tenantry's component, and the registry has no tenant for it", !realm.enabled()));
            }
        }
        return findings;
    }

    private static Finding finding(Kind kind, Tenant tenant, String detail) {
        return new Finding(
                kind, tenant.name().value(), tenant.database(), detail, tenant.state() != TenantState.ACTIVE);
    }
}
