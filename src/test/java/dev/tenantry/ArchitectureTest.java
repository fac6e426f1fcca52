package dev.tenantry;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tenantry.core.db.CopyText;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.LikePattern;
import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.db.Sql;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.tenant.RoleName;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.keycloak.session.UnitOfWork;
import java.util.stream.Stream;

/** What may depend on what: core &lt; keycloak &lt; web, and the packages of core among themselves. No circle anywhere. */
@AnalyzeClasses(packages = "dev.tenantry", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String OURS = "dev.tenantry..";

    private static final String CORE = "dev.tenantry.core..";
    private static final String DB = "dev.tenantry.core.db..";
    private static final String TENANT = "dev.tenantry.core.tenant..";
    private static final String SCHEMA = "dev.tenantry.core.schema..";
    private static final String AUDIT = "dev.tenantry.core.audit..";
    private static final String LIFECYCLE = "dev.tenantry.core.lifecycle..";
    private static final String JOB = "dev.tenantry.core.job..";
    private static final String MAINTENANCE = "dev.tenantry.core.maintenance..";
    private static final String MIGRATION = "dev.tenantry.core.migration..";
    private static final String ADOPTION = "dev.tenantry.core.adoption..";
    private static final String USER = "dev.tenantry.core.user..";
    private static final String EVENT = "dev.tenantry.core.event..";
    private static final String INVITATION = "dev.tenantry.core.invitation..";
    private static final String BUNDLE = "dev.tenantry.core.bundle..";
    private static final String BULK = "dev.tenantry.core.bulk..";
    private static final String BRANDING = "dev.tenantry.core.branding..";
    private static final String SIGN_UP = "dev.tenantry.core.signup..";

    private static final String KEYCLOAK = "dev.tenantry.keycloak..";
    private static final String CONFIG = "dev.tenantry.keycloak.config..";
    private static final String SESSION = "dev.tenantry.keycloak.session..";
    private static final String METRICS = "dev.tenantry.keycloak.metrics..";
    private static final String THEME = "dev.tenantry.keycloak.theme..";
    private static final String STARTUP = "dev.tenantry.keycloak.startup..";
    private static final String LINK = "dev.tenantry.keycloak.startup.link..";

    private static final String WEB = "dev.tenantry.web..";
    private static final String REST = "dev.tenantry.web.rest..";
    private static final String USERS = "dev.tenantry.web.users..";
    private static final String SIGN_UP_PAGES = "dev.tenantry.web.signup..";
    private static final String PAGES = "dev.tenantry.web.pages..";
    private static final String CONSOLE = "dev.tenantry.web.console..";

    private static final String CLI = "dev.tenantry.cli..";
    private static final String CLIENT = "dev.tenantry.client..";
    private static final String TEST_KIT = "dev.tenantry.testkit..";

    /** The packages that make, open, mark and remove a tenant's schema. */
    private static final String[] KEEPERS = {TENANT, SCHEMA, AUDIT, LIFECYCLE};

    @ArchTest
    static final ArchRule coreDoesNotKnowKeycloak = noClasses()
            .that().resideInAPackage(CORE)
            .should().dependOnClassesThat().resideInAnyPackage("org.keycloak..", "jakarta..", "io..");

    @ArchTest
    static final ArchRule coreKnowsNoOtherWing = knowsAlone(CORE);

    @ArchTest
    static final ArchRule keycloakKnowsCoreAlone = knowsAlone(KEYCLOAK, CORE);

    @ArchTest
    static final ArchRule webKnowsKeycloakAndCoreAlone = knowsAlone(WEB, KEYCLOAK, CORE);

    @ArchTest
    static final ArchRule packagesFormNoCircle = slices().matching("dev.tenantry.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dbKnowsNothingOfOurs = knowsAlone(DB);

    @ArchTest
    static final ArchRule tenantKnowsDbAlone = knowsAlone(TENANT, DB);

    @ArchTest
    static final ArchRule schemaKnowsTenantAndDbAlone = knowsAlone(SCHEMA, TENANT, DB);

    @ArchTest
    static final ArchRule auditKnowsSchemaTenantAndDbAlone = knowsAlone(AUDIT, SCHEMA, TENANT, DB);

    @ArchTest
    static final ArchRule lifecycleKnowsAuditSchemaTenantAndDbAlone = knowsAlone(LIFECYCLE, AUDIT, SCHEMA, TENANT, DB);

    @ArchTest
    static final ArchRule jobKnowsTenantAndDbAlone = knowsAlone(JOB, TENANT, DB);

    @ArchTest
    static final ArchRule maintenanceKnowsJobTenantAndDbAlone = knowsAlone(MAINTENANCE, JOB, TENANT, DB);

    @ArchTest
    static final ArchRule migrationKnowsJobLifecycleSchemaTenantAndDbAlone =
            knowsAlone(MIGRATION, JOB, LIFECYCLE, SCHEMA, TENANT, DB);

    @ArchTest
    static final ArchRule userKnowsTenantAndDbAlone = knowsAlone(USER, TENANT, DB);

    @ArchTest
    static final ArchRule eventKnowsTenantAndDbAlone = knowsAlone(EVENT, TENANT, DB);

    @ArchTest
    static final ArchRule invitationKnowsTenantAndDbAlone = knowsAlone(INVITATION, TENANT, DB);

    @ArchTest
    static final ArchRule adoptionKnowsJobUserEventInvitationLifecycleTenantAndDbAlone =
            knowsAlone(ADOPTION, JOB, USER, EVENT, INVITATION, LIFECYCLE, TENANT, DB);

    @ArchTest
    static final ArchRule bundleKnowsUserSchemaTenantAndDbAlone = knowsAlone(BUNDLE, USER, SCHEMA, TENANT, DB);

    @ArchTest
    static final ArchRule bulkKnowsUserTenantAndDbAlone = knowsAlone(BULK, USER, TENANT, DB);

    @ArchTest
    static final ArchRule brandingKnowsNothingOfOurs = knowsAlone(BRANDING);

    @ArchTest
    static final ArchRule signUpKnowsTenantAndDbAlone = knowsAlone(SIGN_UP, TENANT, DB);

    @ArchTest
    static final ArchRule themeKnowsBrandingAlone = knowsAlone(THEME, BRANDING);

    @ArchTest
    static final ArchRule linkKnowsNothingOfOurs = knowsAlone(LINK);

    @ArchTest
    static final ArchRule metricsListensToTenantAndLooksAtDb = knowsAlone(METRICS, TENANT, DB);

    @ArchTest
    static final ArchRule metricsDoesNotKnowKeycloak = noClasses()
            .that().resideInAPackage(METRICS)
            .should().dependOnClassesThat().resideInAnyPackage("org.keycloak..", "jakarta..");

    @ArchTest
    static final ArchRule onlyMetricsKnowsMicrometer = noClasses()
            .that().resideOutsideOfPackage(METRICS)
            .should().dependOnClassesThat().resideInAPackage("io.micrometer..");

    /** A name of a schema and a handle are keys: the keepers make them, and all others are given them. */
    @ArchTest
    static final ArchRule onlyTheKeepersMakeKeys = noClasses()
            .that().resideOutsideOfPackages(KEEPERS)
            .should().callConstructorWhere(target(owner(type(TenantHandle.class))))
            .orShould().callConstructorWhere(target(owner(type(TenantReadHandle.class))))
            .orShould().callMethodWhere(target(owner(type(SchemaName.class)))
                    .and(target(nameMatching("stored|derive|scratch|unboundTenant|scope"))))
            .orShould().callMethodWhere(target(owner(type(RoleName.class)))
                    .and(target(nameMatching("derive|ofOwner"))))
            .orShould().callMethodWhere(target(owner(type(Tenant.class)))
                    .and(target(nameMatching("owned|scope|atVersion"))));

    /** These take a handle of any schema, or write what says whose a schema is. */
    @ArchTest
    static final ArchRule onlyTheKeepersKnowTheLocks = noClasses()
            .that().resideOutsideOfPackages(KEEPERS)
            .should().dependOnClassesThat(namedIn(TENANT,
                    "AdvisoryLock|OwnedSchema|SchemaFences|SchemaIdentity|SchemaMark|StoreCalls"))
            .orShould().dependOnClassesThat(namedIn(SCHEMA,
                    "FoundSchema|SchemaClaims|SchemaCreation|SchemaFingerprints|SchemaMigrations|SchemaRemoval"
                            + "|SchemaSearch|SchemaUpdate|SearchIndex"))
            .orShould().dependOnClassesThat(namedIn(AUDIT, "ReferenceCatalogs|WholeSchema"));

    @ArchTest
    static final ArchRule onlyTheKeepersMoveTenantsFromStateToState = noClasses()
            .that().resideOutsideOfPackages(KEEPERS)
            .should().callMethodWhere(target(owner(type(TenantRegistry.class)))
                    .and(target(nameMatching("inTransaction|insert|rename|setKeycloakIds|setRole|setVersion"
                            + "|changeState|changeBack|archive|markDropping|putBack|enterService|takeBack|delete"
                            + "|deleteAfter"))))
            .orShould().callMethodWhere(target(owner(type(SchemaRoles.class)))
                    .and(target(nameMatching("roleOf|drop"))))
            .orShould().callMethodWhere(target(owner(type(TenantLifecycle.class)))
                    .and(target(nameMatching("end|remove"))));

    /** A transaction of ours joins Keycloak's in one place. */
    @ArchTest
    static final ArchRule onlySessionAndStartupBeginUnitsOfWork = noClasses()
            .that().resideOutsideOfPackages(SESSION, STARTUP)
            .should().dependOnClassesThat(namedIn(SESSION, "Enlistment"))
            .orShould().callMethodWhere(target(owner(type(UnitOfWork.class)))
                    .and(target(nameMatching("of|joined"))));

    @ArchTest
    static final ArchRule onlyConfigAndStartupReadOptions = noClasses()
            .that().resideOutsideOfPackages(CONFIG, STARTUP)
            .should().dependOnClassesThat(namedIn(CONFIG, "TenantOptions|SignUpOptions|KeycloakDatabase"));

    /** What web asks for is done by an operation, which locks the realm and says so in an event. */
    @ArchTest
    static final ArchRule webDoesNotTouchRealmsItself = noClasses()
            .that().resideInAPackage(WEB)
            .should().dependOnClassesThat(namedIn("dev.tenantry.keycloak.realm..",
                    "RealmLock|RealmService|RealmEvents|ServerEvent|ManagementRoles|KeycloakRealms|DuplicateIds|MasterRealm"))
            .orShould().dependOnClassesThat(namedIn("dev.tenantry.keycloak.provisioning..", "RealmCreation|RealmKeys"));

    /** Some expressions take minutes for a text that is made for that. */
    @ArchTest
    static final ArchRule noRegularExpressionLooksAtWhatStrangersType = noClasses()
            .that().resideInAnyPackage(SIGN_UP, SIGN_UP_PAGES, PAGES)
            .should().dependOnClassesThat().resideInAPackage("java.util.regex..")
            .orShould().callMethodWhere(target(owner(type(String.class)))
                    .and(target(nameMatching("matches|replaceAll|replaceFirst|split|splitWithDelimiters"))));

    @ArchTest
    static final ArchRule onlyPagesKnowsThePagesOfSignUp = isKnownAloneTo(SIGN_UP_PAGES, PAGES);

    @ArchTest
    static final ArchRule nothingDependsOnStartup = isKnownAloneTo(STARTUP);

    @ArchTest
    static final ArchRule nothingDependsOnPages = isKnownAloneTo(PAGES);

    @ArchTest
    static final ArchRule onlyRestTransfersUsers = isKnownAloneTo(USERS, REST);

    @ArchTest
    static final ArchRule nothingDependsOnRest = isKnownAloneTo(REST);

    /** Stores, and bundles, reach the database through the handle of one tenant. */
    @ArchTest
    static final ArchRule othersSeeOfDbOnlyWhatRowsAreReadAndWrittenByAndWhatFails = noClasses()
            .that().resideInAnyPackage(USER, EVENT, INVITATION, BUNDLE, BULK)
            .should().dependOnClassesThat(resideInAPackage(DB)
                    .and(not(type(RowMapper.class)))
                    .and(not(type(Sql.class)))
                    .and(not(type(CopyText.class)))
                    .and(not(type(LikePattern.class)))
                    .and(not(assignableTo(DatabaseException.class))));

    @ArchTest
    static final ArchRule onlyDbHasConnections = noClasses()
            .that().resideOutsideOfPackage(DB)
            .should().dependOnClassesThat().haveFullyQualifiedName("java.sql.Connection");

    /** It shows what the API says, to a browser that asks it. */
    @ArchTest
    static final ArchRule theConsoleReadsNoTenant = knowsAlone(CONSOLE, SESSION, CONFIG);

    @ArchTest
    static final ArchRule nothingDependsOnTheCommandLine = isKnownAloneTo(CLI);

    /** Which runs where nothing is but the JAR. */
    @ArchTest
    static final ArchRule theCommandLineIsOnItsOwn = noClasses()
            .that().resideInAPackage(CLI)
            .should().dependOnClassesThat(not(resideInAnyPackage(CLI, "java..", "picocli..", "tools.jackson.core..",
                    "tools.jackson.jr..", "org.snakeyaml.engine..")));

    /** Which is for programs that have no server on their class path. */
    @ArchTest
    static final ArchRule theClientIsOnItsOwn = noClasses()
            .that().resideInAPackage(CLIENT)
            .should().dependOnClassesThat(not(resideInAnyPackage(CLIENT, "java..", "jakarta.ws.rs..",
                    "com.fasterxml.jackson..", "org.keycloak.admin.client", "org.keycloak.representations.idm")));

    @ArchTest
    static final ArchRule nothingDependsOnTheClientOrOnWhatItIsMadeOf = noClasses()
            .that().resideOutsideOfPackages(CLIENT, TEST_KIT)
            .should().dependOnClassesThat().resideInAnyPackage(CLIENT, "org.keycloak.admin.client..",
                    "org.jboss.resteasy.client..");

    /** Which is for programs that have no server on their class path either, and no Docker perhaps. */
    @ArchTest
    static final ArchRule theTestKitKnowsTheClientAlone = noClasses()
            .that().resideInAPackage(TEST_KIT)
            .should().dependOnClassesThat(not(resideInAnyPackage(TEST_KIT, CLIENT, "java..", "org.junit.jupiter.api..",
                    "jakarta.ws.rs..", "com.fasterxml.jackson..", "org.keycloak.admin.client..",
                    "org.keycloak.representations.idm", "org.testcontainers..", "dasniko.testcontainers..")));

    @ArchTest
    static final ArchRule onlyContainersKnowsTestcontainers = noClasses()
            .that().doNotHaveFullyQualifiedName("dev.tenantry.testkit.Containers")
            .should().dependOnClassesThat().resideInAnyPackage("org.testcontainers..", "dasniko..");

    @ArchTest
    static final ArchRule nothingDependsOnTheTestKitOrOnJUnit = noClasses()
            .that().resideOutsideOfPackage(TEST_KIT)
            .should().dependOnClassesThat().resideInAnyPackage(TEST_KIT, "org.junit..");

    @ArchTest
    static final ArchRule aNameSaysWhatAClassIs = noClasses()
            .should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)");

    /** Of our packages a package knows itself and these, and no others. */
    private static ArchRule knowsAlone(String of, String... others) {
        String[] known = Stream.concat(Stream.of(of), Stream.of(others)).toArray(String[]::new);
        return noClasses()
                .that().resideInAPackage(of)
                .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(known))));
    }

    private static ArchRule isKnownAloneTo(String of, String... others) {
        String[] knowing = Stream.concat(Stream.of(of), Stream.of(others)).toArray(String[]::new);
        return noClasses()
                .that().resideOutsideOfPackages(knowing)
                .should().dependOnClassesThat().resideInAPackage(of);
    }

    private static DescribedPredicate<JavaClass> namedIn(String inPackage, String names) {
        return resideInAPackage(inPackage).and(simpleNameMatching(names));
    }

    private static DescribedPredicate<JavaClass> simpleNameMatching(String names) {
        return DescribedPredicate.describe("are named " + names, named -> named.getSimpleName().matches(names));
    }
}
