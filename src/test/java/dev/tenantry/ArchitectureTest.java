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

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tenantry.db.CopyText;
import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.RowMapper;
import dev.tenantry.db.Sql;

/** What may depend on what: db &lt; tenant &lt; user or migration, user &lt; adoption, all without Keycloak; on top the packages that face Keycloak. */
@AnalyzeClasses(packages = "dev.tenantry", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String OURS = "dev.tenantry..";
    private static final String DB = "dev.tenantry.db..";
    private static final String TENANT = "dev.tenantry.tenant..";
    private static final String JOB = "dev.tenantry.job..";
    private static final String MAINTENANCE = "dev.tenantry.upkeep..";
    private static final String MIGRATION = "dev.tenantry.migration..";
    private static final String ADOPTION = "dev.tenantry.adoption..";
    private static final String USER = "dev.tenantry.user..";
    private static final String METRICS = "dev.tenantry.metrics..";
    private static final String BUNDLE = "dev.tenantry.bundle..";
    private static final String BULK = "dev.tenantry.bulk..";
    private static final String FIGURES = "dev.tenantry.figures..";
    private static final String TRANSFER = "dev.tenantry.transfer..";
    private static final String BRANDING = "dev.tenantry.branding..";
    private static final String THEME = "dev.tenantry.theme..";
    private static final String FORM = "dev.tenantry.form..";
    private static final String SIGN_UP = "dev.tenantry.signup..";
    private static final String PAGE = "dev.tenantry.page..";
    private static final String CLI = "dev.tenantry.cli..";
    private static final String CLIENT = "dev.tenantry.client..";
    private static final String TEST_KIT = "dev.tenantry.testkit..";
    private static final String CONSOLE = "dev.tenantry.console..";
    private static final String ADMIN = "dev.tenantry.admin..";

    @ArchTest
    static final ArchRule theDomainDoesNotKnowKeycloak = noClasses()
            .that().resideInAnyPackage(DB, TENANT, JOB, MAINTENANCE, MIGRATION, ADOPTION, USER, BUNDLE, BULK, FIGURES,
                    BRANDING, FORM)
            .should().dependOnClassesThat().resideInAnyPackage("org.keycloak..", "jakarta..", "io..");

    @ArchTest
    static final ArchRule metricsListensToTenantAndLooksAtDb = noClasses()
            .that().resideInAPackage(METRICS)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(DB, TENANT, METRICS))))
            .orShould().dependOnClassesThat().resideInAnyPackage("org.keycloak..", "jakarta..");

    @ArchTest
    static final ArchRule onlyMetricsKnowsMicrometer = noClasses()
            .that().resideOutsideOfPackage(METRICS)
            .should().dependOnClassesThat().resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule dbDependsOnNothingOfOurs = noClasses()
            .that().resideInAPackage(DB)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(DB))));

    @ArchTest
    static final ArchRule tenantDependsOnDbAlone = noClasses()
            .that().resideInAPackage(TENANT)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(DB, TENANT))));

    @ArchTest
    static final ArchRule jobDependsOnNothingOfOurs = noClasses()
            .that().resideInAPackage(JOB)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(JOB))));

    @ArchTest
    static final ArchRule maintenanceDependsOnTenantDbAndJobAlone = noClasses()
            .that().resideInAPackage(MAINTENANCE)
            .should().dependOnClassesThat(resideInAPackage(OURS)
                    .and(not(resideInAnyPackage(DB, TENANT, JOB, MAINTENANCE))));

    @ArchTest
    static final ArchRule migrationDependsOnTenantDbAndJobAlone = noClasses()
            .that().resideInAPackage(MIGRATION)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(DB, TENANT, JOB, MIGRATION))));

    @ArchTest
    static final ArchRule adoptionDependsOnUserTenantDbAndJobAlone = noClasses()
            .that().resideInAPackage(ADOPTION)
            .should().dependOnClassesThat(resideInAPackage(OURS)
                    .and(not(resideInAnyPackage(DB, TENANT, USER, JOB, ADOPTION))));

    @ArchTest
    static final ArchRule userDependsOnTenantAndDbAlone = noClasses()
            .that().resideInAPackage(USER)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(DB, TENANT, USER))));

    @ArchTest
    static final ArchRule bundleDependsOnUserTenantAndDbAlone = noClasses()
            .that().resideInAPackage(BUNDLE)
            .should().dependOnClassesThat(resideInAPackage(OURS)
                    .and(not(resideInAnyPackage(DB, TENANT, USER, BUNDLE))));

    @ArchTest
    static final ArchRule bulkDependsOnUserTenantAndDbAlone = noClasses()
            .that().resideInAPackage(BULK)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(DB, TENANT, USER, BULK))));

    @ArchTest
    static final ArchRule figuresDependOnTenantAndDbAlone = noClasses()
            .that().resideInAPackage(FIGURES)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(DB, TENANT, FIGURES))));

    @ArchTest
    static final ArchRule brandingDependsOnNothingOfOurs = noClasses()
            .that().resideInAPackage(BRANDING)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(BRANDING))));

    @ArchTest
    static final ArchRule themeDependsOnBrandingAlone = noClasses()
            .that().resideInAPackage(THEME)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(BRANDING, THEME))));

    @ArchTest
    static final ArchRule formDependsOnTenantAndDbAlone = noClasses()
            .that().resideInAPackage(FORM)
            .should().dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(DB, TENANT, FORM))));

    /** Some expressions take minutes for a text that is made for that. */
    @ArchTest
    static final ArchRule noRegularExpressionLooksAtWhatStrangersType = noClasses()
            .that().resideInAnyPackage(FORM, SIGN_UP, PAGE)
            .should().dependOnClassesThat().resideInAPackage("java.util.regex..")
            .orShould().callMethodWhere(target(owner(type(String.class)))
                    .and(target(nameMatching("matches|replaceAll|replaceFirst|split|splitWithDelimiters"))));

    @ArchTest
    static final ArchRule onlyPageKnowsSignUp = noClasses()
            .that().resideOutsideOfPackages(SIGN_UP, PAGE)
            .should().dependOnClassesThat().resideInAPackage(SIGN_UP);

    @ArchTest
    static final ArchRule nothingDependsOnPage = noClasses()
            .that().resideOutsideOfPackage(PAGE)
            .should().dependOnClassesThat().resideInAPackage(PAGE);

    @ArchTest
    static final ArchRule onlyAdminTransfersUsers = noClasses()
            .that().resideOutsideOfPackages(TRANSFER, ADMIN)
            .should().dependOnClassesThat().resideInAPackage(TRANSFER);

    /** Stores, and bundles, reach the database through the handle of one tenant. */
    @ArchTest
    static final ArchRule othersSeeOfDbOnlyWhatRowsAreReadAndWrittenByAndWhatFails = noClasses()
            .that().resideInAnyPackage(USER, BUNDLE, BULK)
            .should().dependOnClassesThat(resideInAPackage(DB)
                    .and(not(type(RowMapper.class)))
                    .and(not(type(Sql.class)))
                    .and(not(type(CopyText.class)))
                    .and(not(assignableTo(DatabaseException.class))));

    @ArchTest
    static final ArchRule onlyDbHasConnections = noClasses()
            .that().resideOutsideOfPackage(DB)
            .should().dependOnClassesThat().haveFullyQualifiedName("java.sql.Connection");

    @ArchTest
    static final ArchRule nothingDependsOnAdmin = noClasses()
            .that().resideOutsideOfPackage(ADMIN)
            .should().dependOnClassesThat().resideInAPackage(ADMIN);

    /** It shows what the API says, to a browser that asks it. */
    @ArchTest
    static final ArchRule theConsoleReadsNoTenant = noClasses()
            .that().resideInAPackage(CONSOLE)
            .should().dependOnClassesThat(resideInAPackage(OURS)
                    .and(not(resideInAnyPackage(CONSOLE, "dev.tenantry.server.."))));

    @ArchTest
    static final ArchRule nothingDependsOnTheCommandLine = noClasses()
            .that().resideOutsideOfPackage(CLI)
            .should().dependOnClassesThat().resideInAPackage(CLI);

    /** Which runs where nothing is but the JAR. */
    @ArchTest
    static final ArchRule theCommandLineIsOnItsOwn = noClasses()
            .that().resideInAPackage(CLI)
            .should().dependOnClassesThat(not(resideInAnyPackage(CLI, "java..", "picocli..", "tools.jackson.core..",
                    "tools.jackson.jr..")));

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
}
