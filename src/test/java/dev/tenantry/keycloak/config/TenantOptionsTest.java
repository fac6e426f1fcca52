package dev.tenantry.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.lifecycle.OutdatedSchema;
import dev.tenantry.core.lifecycle.PlacementRule;
import dev.tenantry.keycloak.startup.DatabaseWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

/** What the options {@code --spi-tenants--default--…} mean. */
final class TenantOptionsTest {

    private static final KeycloakDatabase KEYCLOAK =
            new KeycloakDatabase("jdbc:postgresql://db/keycloak", "keycloak", "keycloak-secret");

    @Test
    void withoutOptionsTheTenantsShareKeycloaksDatabase() {
        TenantSettings settings = read(Map.of());

        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://db/keycloak");
        assertThat(settings.database().username()).isEqualTo("keycloak");
        assertThat(settings.database().password()).isEqualTo("keycloak-secret");
        assertThat(settings.database().poolMaxSize()).isEqualTo(20);
        assertThat(settings.database().connectionTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.database().limits().statement()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.database().limits().lock()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.database().limits().tenantConnections()).isEqualTo(10);
        assertThat(settings.schemaPrefix()).isEqualTo("tenant_");
        assertThat(settings.reservedNames()).isEmpty();
        assertThat(settings.templates()).containsExactly("default");
        assertThat(settings.templateFolder()).isEqualTo(Path.of("conf/realm-export"));
        assertThat(settings.reconcileInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.outdatedSchema()).isEqualTo(OutdatedSchema.MIGRATE);
        assertThat(settings.archiveRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.migrationWorkers()).isEqualTo(2);
        assertThat(settings.console()).isTrue();
        assertThat(settings.hosts().accept("acme.example.com")).isEqualTo("https://acme.example.com");
    }

    @Test
    void theTenantsConsoleCanBeSwitchedOff() {
        assertThat(read(Map.of("console", "false")).console()).isFalse();
        assertThatThrownBy(() -> read(Map.of("console", "off")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("console");
    }

    @Test
    void schemaRolesCanBeSwitchedOffOrAllowedOnPostgres15() {
        assertThat(read(Map.of()).schemaRoles()).isTrue();
        assertThat(read(Map.of()).schemaRolesOn15()).isFalse();
        assertThat(read(Map.of("schema-roles", "false")).schemaRoles()).isFalse();
        assertThat(read(Map.of("schema-roles", "true-on-15")).schemaRoles()).isTrue();
        assertThat(read(Map.of("schema-roles", "true-on-15")).schemaRolesOn15()).isTrue();
        assertThatThrownBy(() -> read(Map.of("schema-roles", "yes")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("must be true, false or true-on-15");
    }

    @Test
    void beforePostgres16TheRightToCreateRolesIsRefusedUnlessTheOptionAllowsIt() {
        assertThatThrownBy(() -> DatabaseWatch.requireHarmless("main", 150_019, false))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--spi-tenants--default--schema-roles")
                .hasMessageContaining("database main")
                .hasMessageContaining("pg_execute_server_program")
                .hasMessageContaining("false")
                .hasMessageContaining("true-on-15");
        assertThatCode(() -> DatabaseWatch.requireHarmless("main", 150_019, true)).doesNotThrowAnyException();
        assertThatCode(() -> DatabaseWatch.requireHarmless("main", 160_000, false)).doesNotThrowAnyException();
    }

    @Test
    void aTenantsOwnAdminsRenameTheirRealmOnlyIfTheOptionSaysSo() {
        assertThat(read(Map.of()).renameByTenants()).isFalse();
        assertThat(read(Map.of("rename-by-tenants", "true")).renameByTenants()).isTrue();
    }

    @Test
    void mastersAdminRoleIncludesTenantsUnlessTheOptionSaysOtherwise() {
        assertThat(read(Map.of()).adminRoleIncludesTenants()).isTrue();
        assertThat(read(Map.of("admin-role-includes-tenants", "false")).adminRoleIncludesTenants()).isFalse();
    }

    @Test
    void aKeycloakThatWasNotTestedIsRefusedUnlessTheOptionAllowsIt() {
        assertThat(read(Map.of()).untestedKeycloak()).isFalse();
        assertThat(read(Map.of("untested-keycloak", "refuse")).untestedKeycloak()).isFalse();
        assertThat(read(Map.of("untested-keycloak", "allow")).untestedKeycloak()).isTrue();
    }

    @Test
    void theOptionsSetTheAddressOfTenantsHostsAndTheReservedHosts() {
        TenantSettings settings = read(Map.of(
                "host-address", "http://{host}:8443", "reserved-hosts", "login.example.com, Admin.example.com"));

        assertThat(settings.hosts().accept("acme.example.com")).isEqualTo("http://acme.example.com:8443");
        assertThat(settings.hosts().reserved()).containsExactly("login.example.com", "admin.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "{host}", "https://{host}/", "https://x.{host}", "http://{host}:0", "ftp://{host}"})
    void anAddressWithoutAPlaceForAHostIsRefused(String address) {
        assertThatThrownBy(() -> read(Map.of("host-address", address)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("host-address");
    }

    @Test
    void signUpAndTheSearchForATenantAreOffByDefault() {
        SignUpSettings settings = read(Map.of()).signUp();

        assertThat(settings).isEqualTo(new SignUpSettings(
                false, "default",
                Set.of("manage-users", "view-users", "query-users", "query-groups", "view-events"), Set.of(), null, false, Duration.ofDays(1), false, false, 20, 20, Duration.ofHours(1)));
    }

    @Test
    void everySignUpOptionIsMapped() {
        Map<String, String> options = new HashMap<>(Map.of(
                "templates", "default, strict",
                "sign-up", "true",
                "sign-up-template", "strict",
                "sign-up-email-domains", "Acme.test, globex.test",
                "sign-up-terms", "https://acme.test/terms",
                "sign-up-verify-email", "true",
                "sign-up-link-lifespan", "600"));
        options.putAll(Map.of("sign-up-roles", "realm-admin, manage-users",
                "find-tenant", "true", "find-tenant-by-email", "true", "form-limit", "3", "form-limit-period", "60",
                "sign-up-queue", "7"));

        assertThat(read(options).signUp()).isEqualTo(new SignUpSettings(
                true, "strict", Set.of("realm-admin", "manage-users"), Set.of("acme.test", "globex.test"), "https://acme.test/terms", true,
                Duration.ofMinutes(10), true, true, 7, 3, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "sign-up, yes", "sign-up-template, strict", "sign-up-roles, admin", "sign-up-roles, offline_access",
        "sign-up-email-domains, nodots", "sign-up-terms, javascript:alert(1)",
        "sign-up-verify-email, 1", "sign-up-link-lifespan, 59", "find-tenant, on", "find-tenant-by-email, 0", "form-limit, 0", "form-limit-period, 0",
        "sign-up-queue, -1"})
    void aBadSignUpOptionIsNamed(String option, String value) {
        assertThatThrownBy(() -> read(Map.of(option, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--spi-tenants--default--" + option + " ");
    }

    @Test
    void domainsForSignUpRequireEmailVerification() {
        assertThatThrownBy(() -> read(Map.of("sign-up-email-domains", "acme.test")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Option --spi-tenants--default--sign-up-email-domains needs "
                        + "--spi-tenants--default--sign-up-verify-email=true");
    }

    @Test
    void pagesThatMailLinksRequireAFixedHostname() {
        for (Map<String, String> options : List.of(
                Map.of("sign-up", "true"), Map.of("find-tenant", "true", "find-tenant-by-email", "true"))) {
            SignUpSettings settings = read(options).signUp();
            assertThatThrownBy(() -> SignUpOptions.requireHostname(settings, null))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("needs Keycloak's option --hostname.")
                    .hasMessageContaining("--hostname-strict=false");
            assertThatCode(() -> SignUpOptions.requireHostname(settings, "id.example.com")).doesNotThrowAnyException();
        }
        assertThatCode(() -> SignUpOptions.requireHostname(read(Map.of("find-tenant", "true")).signUp(), null))
                .doesNotThrowAnyException();
    }

    @Test
    void everyOptionIsMapped() {
        TenantSettings settings = read(Map.of(
                "db-url", "jdbc:postgresql://tenants/db",
                "db-username", "tenants",
                "db-password", "tenants-secret",
                "db-pool-max-size", "7",
                "db-connection-timeout", "500",
                "schema-prefix", "t_",
                "reserved-names", "internal, test-.*",
                "templates", "default, strict",
                "template-folder", "/srv/templates",
                "reconcile-interval", "5"));
        TenantSettings limits = read(Map.of(
                "db-statement-timeout", "5000", "db-lock-timeout", "700", "db-tenant-connections", "20"));
        TenantSettings life = read(Map.of("outdated-schema", "refuse", "archive-retention", "365", "migration-workers", "19"));

        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://tenants/db");
        assertThat(settings.database().username()).isEqualTo("tenants");
        assertThat(settings.database().password()).isEqualTo("tenants-secret");
        assertThat(settings.database().poolMaxSize()).isEqualTo(7);
        assertThat(settings.database().connectionTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(limits.database().limits())
                .isEqualTo(new Limits(Duration.ofSeconds(5), Duration.ofMillis(700), 20));
        assertThat(settings.schemaPrefix()).isEqualTo("t_");
        assertThat(settings.reservedNames()).containsExactly("internal", "test-.*");
        assertThat(settings.templates()).containsExactly("default", "strict");
        assertThat(settings.templateFolder()).isEqualTo(Path.of("/srv/templates"));
        assertThat(settings.reconcileInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(life.outdatedSchema()).isEqualTo(OutdatedSchema.REFUSE);
        assertThat(life.archiveRetention()).isEqualTo(Duration.ofDays(365));
        assertThat(life.migrationWorkers()).isEqualTo(19);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db-url                | jdbc:mysql://db/tenants
            db-pool-max-size      | 1
            db-pool-max-size      | many
            db-pool-stripes       | 0
            db-pool-stripes       | 3
            db-pool-stripes       | 10
            db-pool-stripes       | some
            db-connection-timeout | 0
            db-statement-timeout  | 0
            db-lock-timeout       | -1
            db-tenant-connections | 0
            db-tenant-connections | 21
            schema-prefix         | Tenant-
            schema-prefix         | pg_
            schema-prefix         | averyveryverylongprefix
            reserved-names        | (unclosed
            templates             | ../secret
            templates             | ,
            reconcile-interval    | 0
            outdated-schema       | ignore
            archive-retention     | -1
            migration-workers     | 0
            migration-workers     | 20
            databases             | eu, main
            databases             | eu, eu
            databases             | Europe
            databases             | eu_west
            databases-closed      | nowhere
            databases-closed      | main, main
            admin-role-includes-tenants | yes
            untested-keycloak     | 26.8
            placement             | nowhere
            """)
    void aBadValueIsRefusedWithTheOptionsNameAndWithoutTheValue(String option, String value) {
        assertThatThrownBy(() -> read(Map.of(option, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Option --spi-tenants--default--" + option + " ")
                .hasMessageNotContaining(value.length() > 3 ? value : "\0");
    }

    private static final Map<String, String> EU_AND_US = Map.of(
            "databases", "eu, us-east",
            "db-url-eu", "jdbc:postgresql://eu/tenants",
            "db-username-eu", "eu-user",
            "db-password-eu", "eu-secret",
            "db-pool-max-size-eu", "4",
            "db-url-us-east", "jdbc:postgresql://us/tenants",
            "db-username-us-east", "us-user",
            "db-password-us-east", "us-secret");

    @Test
    void furtherDatabasesHaveTheirOwnOptionsAndInheritTheRestFromTheMainDatabase() {
        TenantSettings settings = read(EU_AND_US, Map.of("db-lock-timeout", "700", "db-tenant-connections", "6"));
        DatabaseSettings eu = settings.furtherDatabases().get(0);
        DatabaseSettings us = settings.furtherDatabases().get(1);

        assertThat(settings.database().name()).isEqualTo("main");
        assertThat(eu).isEqualTo(new DatabaseSettings("eu", "jdbc:postgresql://eu/tenants", "eu-user", "eu-secret", 4,
                Duration.ofSeconds(2), new Limits(Duration.ofSeconds(10), Duration.ofMillis(700), 4)));
        assertThat(us).isEqualTo(new DatabaseSettings("us-east", "jdbc:postgresql://us/tenants", "us-user", "us-secret",
                20, Duration.ofSeconds(2), new Limits(Duration.ofSeconds(10), Duration.ofMillis(700), 6)));
        assertThat(settings.migrationWorkers()).isEqualTo(2);
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void placementIsTheDatabaseWithTheFewestTenantsOrTheOneInTheOption() {
        assertThat(read(Map.of()).placement()).isEqualTo(PlacementRule.FEWEST_TENANTS);
        assertThat(read(EU_AND_US, Map.of("placement", "fewest-tenants", "databases-closed", "main, eu")).placement())
                .isEqualTo(new PlacementRule(Set.of("main", "eu"), null));
        assertThat(read(EU_AND_US, Map.of("placement", "us-east")).placement())
                .isEqualTo(new PlacementRule(Set.of(), "us-east"));
        assertThatThrownBy(() -> read(EU_AND_US, Map.of("placement", "eu", "databases-closed", "eu")))
                .hasMessageStartingWith("Option --spi-tenants--default--placement ");
        assertThatThrownBy(() -> read(EU_AND_US, Map.of("databases-closed", "us-east,eu,main")))
                .hasMessageStartingWith("Option --spi-tenants--default--databases-closed ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db-url-eu", "db-username-eu", "db-password-eu"})
    void aMissingOptionOfAFurtherDatabaseIsNamed(String missing) {
        Map<String, String> options = new HashMap<>(EU_AND_US);
        options.remove(missing);
        assertThatThrownBy(() -> read(options))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Option --spi-tenants--default--" + missing + " is needed");

        options.put(missing, "jdbc:mysql://db/tenants");
        if (missing.startsWith("db-url")) {
            assertThatThrownBy(() -> read(options))
                    .hasMessageStartingWith("Option --spi-tenants--default--db-url-eu must");
        }
    }

    @Test
    void migrationWorkersFitTheSmallestPool() {
        assertThat(read(EU_AND_US, Map.of("db-pool-max-size-us-east", "2")).migrationWorkers()).isOne();
        assertThatThrownBy(() -> read(EU_AND_US, Map.of("migration-workers", "4")))
                .hasMessageStartingWith("Option --spi-tenants--default--migration-workers ");
    }

    @Test
    void aPoolOfTwoKeepsAConnectionFreeOfMigrations() {
        assertThat(read(Map.of("db-pool-max-size", "2")).migrationWorkers()).isOne();
    }

    @Test
    void aTenantMayUseBothConnectionsOfAPoolOfTwo() {
        assertThat(read(Map.of("db-pool-max-size", "2")).database().limits().tenantConnections()).isEqualTo(2);
    }

    @Test
    void stripesDivideThePoolAndATenantNeverHasAWholeStripe() {
        DatabaseSettings five = read(Map.of("db-pool-stripes", "5")).database();

        assertThat(read(Map.of()).database().poolStripes()).isOne();
        assertThat(five.stripeSize()).isEqualTo(4);
        assertThat(five.limits().tenantConnections()).as("half a stripe").isEqualTo(2);
        assertThat(read(Map.of("db-pool-stripes", "5", "db-tenant-connections", "3")).database().limits()
                .tenantConnections()).isEqualTo(3);
        assertThatThrownBy(() -> read(Map.of("db-pool-stripes", "5", "db-tenant-connections", "4")))
                .hasMessage("Option --spi-tenants--default--db-tenant-connections must be a whole number from 1 to 3");
        assertThatThrownBy(() -> read(Map.of("db-pool-stripes", "5", "migration-workers", "4")))
                .hasMessageStartingWith("Option --spi-tenants--default--migration-workers ");
        assertThatThrownBy(() -> read(Map.of("db-pool-stripes", "6")))
                .hasMessage("Option --spi-tenants--default--db-pool-stripes must divide the 20 connections of the pool "
                        + "into equal stripes of at least 4");
    }

    @Test
    void furtherDatabasesHaveTheStripesOfTheMainDatabaseOrTheirOwn() {
        Map<String, String> eight = Map.of("db-pool-stripes", "5", "db-pool-max-size-eu", "8");

        assertThatThrownBy(() -> read(EU_AND_US, eight))
                .hasMessageStartingWith("Option --spi-tenants--default--db-pool-stripes-eu must divide the 8 ");
        Map<String, String> two = new HashMap<>(eight);
        two.put("db-pool-stripes-eu", "2");
        two.put("db-tenant-connections", "3");
        TenantSettings settings = read(EU_AND_US, two);
        assertThat(settings.furtherDatabases()).extracting(DatabaseSettings::poolStripes).containsExactly(2, 5);
        assertThat(settings.furtherDatabases()).extracting(DatabaseSettings::stripeSize).containsExactly(4, 4);
    }

    @Test
    void aSeparateDatabaseNeedsItsOwnCredentials() {
        assertThatThrownBy(() -> read(Map.of("db-url", "jdbc:postgresql://tenants/db")))
                .hasMessageContaining("db-username");
        assertThatThrownBy(() -> read(Map.of("db-url", "jdbc:postgresql://tenants/db", "db-username", "tenants")))
                .hasMessageContaining("db-password");
    }

    @Test
    void aKeycloakOnAnotherDatabaseNeedsTheOption() {
        KeycloakDatabase notPostgres = new KeycloakDatabase(null, "keycloak", "keycloak-secret");

        assertThatThrownBy(() -> TenantOptions.read(name -> null, notPostgres)).hasMessageContaining("db-url");
    }

    @Test
    void everyOptionIsDescribedForTheServersHelp() {
        assertThat(TenantOptions.metadata()).extracting(ProviderConfigProperty::getName).hasSize(40);
        assertThat(TenantOptions.metadata()).extracting(ProviderConfigProperty::getHelpText).doesNotContainNull();
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(KEYCLOAK.toString() + read(Map.of())).doesNotContain("keycloak-secret");
    }

    private static TenantSettings read(Map<String, String> options, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(options);
        all.putAll(more);
        return read(all);
    }

    private static TenantSettings read(Map<String, String> options) {
        return TenantOptions.read(options::get, KEYCLOAK);
    }
}
