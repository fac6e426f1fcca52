package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.client.Access;
import dev.tenantry.client.AccessRequest;
import dev.tenantry.client.Adoption;
import dev.tenantry.client.Branding;
import dev.tenantry.client.DeletionRecord;
import dev.tenantry.client.FormerName;
import dev.tenantry.client.MigrationJob;
import dev.tenantry.client.NewTenant;
import dev.tenantry.client.Tenant;
import dev.tenantry.client.TenantChange;
import dev.tenantry.client.TenantCopies.IfExists;
import dev.tenantry.client.TenantQuery;
import dev.tenantry.client.TenantState;
import dev.tenantry.client.TenantsClient;
import dev.tenantry.client.TenantsException;
import dev.tenantry.client.TenantsException.Problem;
import dev.tenantry.client.UserImport;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.UserRepresentation;

/** Tenantry's client for Java programs. */
final class TenantsClientIT {

    private final KeycloakUnderTest server = KeycloakUnderTest.shared();
    private final Keycloak keycloak = Keycloak.getInstance(server.server().url(), "master",
            KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD, "admin-cli");
    private final TenantsClient tenants = TenantsClient.of(keycloak, server.server().url());
    private final String name = TestTenants.newName();

    @AfterEach
    void close() {
        keycloak.close();
    }

    @Test
    void theExampleOfTheDocumentationRuns() {
        ClientExample.run(server.server().url(), name);

        assertThat(tenants.find(name)).isEmpty();
        assertThat(tenants.deletionRecords(name)).extracting(DeletionRecord::name).containsExactly(name);
        assertThat(tenants.formerNames(name)).extracting(FormerName::name).containsExactly(name);
        tenants.freeName(name);
        assertThat(tenants.formerNames(name)).isEmpty();
    }

    @Test
    void theClientCoversATenantsLifeCycle() {
        NewTenant asked = acme().withTemplate("default").withDatabase("main");
        Tenant provisioned = tenants.provision(asked, name + "-key");

        assertThat(tenants.provision(asked, name + "-key").id()).isEqualTo(provisioned.id());
        assertThat(provisioned.user().username()).isEqualTo("ada");
        assertThat(tenants.count(TenantQuery.search(name))).isEqualTo(1);
        assertThat(tenants.list(TenantQuery.search(name).in(TenantState.ACTIVE))).extracting(Tenant::id)
                .containsExactly(provisioned.id());
        Tenant changed = tenants.change(name, TenantChange.NONE.withDisplayName("Acme & Sons")
                .withBranding(new Branding("#0a5c36", null)));
        assertThat(changed.displayName()).isEqualTo("Acme & Sons");
        assertThat(tenants.get(name).branding()).isEqualTo(new Branding("#0a5c36", null));
        assertThat(tenants.suspend(name).state()).isEqualTo(TenantState.SUSPENDED);
        assertThat(tenants.resume(name).state()).isEqualTo(TenantState.ACTIVE);
        assertThat(tenants.archive(name).purgeAfter()).isAfter(provisioned.createdAt());
        assertThat(tenants.restore(name).state()).isEqualTo(TenantState.ACTIVE);
        assertThat(tenants.migrate(name).schemaVersion()).isEqualTo(provisioned.schemaVersion());
        assertThat(tenants.grantAccess(name, new AccessRequest("admin", 5, "a test")).roles()).contains("manage-users");
        assertThat(tenants.access(name)).extracting(Access::user).containsExactly("admin");
        tenants.revokeAccess(name, "admin");
        assertThat(tenants.access(name)).isEmpty();
        assertThat(tenants.usage(name).users()).isEqualTo(1);
        assertThat(tenants.migrations(name).migrations()).isNotEmpty();
        assertThat(tenants.drift(name).drifted()).isFalse();
        assertThat(tenants.residue(name).rows()).isZero();
        tenants.drop(name, true);
        assertThat(tenants.deletionRecord(provisioned.id()).orElseThrow().rows()).containsEntry("users", 1L);
    }

    @Test
    void anExceptionHasTheStatusAndTheProblemsOfARefusal() {
        assertThatExceptionOfType(TenantsException.class)
                .isThrownBy(() -> tenants.provision(new NewTenant("No Name", null, user()).withTemplate("none")))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.problems()).extracting(Problem::field).contains("name", "template");
                });
        assertThatExceptionOfType(TenantsException.class)
                .isThrownBy(() -> tenants.copies().exportUsers("no-such-tenant", new ByteArrayOutputStream()))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
        try (Keycloak stranger = Keycloak.getInstance(server.server().url(), "master", "admin", "wrong", "admin-cli")) {
            assertThatExceptionOfType(TenantsException.class)
                    .isThrownBy(() -> TenantsClient.of(stranger, server.server().url()).count(TenantQuery.ALL))
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(400)); // RFC 6749, 5.2: wrong password
        }
    }

    @Test
    void usersAndBundlesAreImportedAndExported() throws IOException {
        tenants.provision(acme());
        ByteArrayOutputStream users = new ByteArrayOutputStream();
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();

        UserImport imported = tenants.copies().importUsers(name, lines("{\"username\": \"grace\"}"), IfExists.FAIL);
        UserImport refused = tenants.copies().importUsers(name, lines("{\"username\": \"grace\"}"), IfExists.FAIL);
        UserImport passed =
                tenants.copies().importWhoeverCanBe(name, lines("{\"username\": \"grace\"}"), IfExists.SKIP);
        tenants.copies().exportUsers(name, users);
        tenants.copies().exportBundle(name, bundle);
        Tenant copy = tenants.copies().importBundle(
                new ByteArrayInputStream(bundle.toByteArray()), TestTenants.newName(), null);

        assertThat(imported.imported()).isEqualTo(1);
        assertThat(refused.errors()).extracting(UserImport.Error::line).containsExactly(1L);
        assertThat(passed.skipped()).isEqualTo(1);
        assertThat(users.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        assertThat(tenants.usage(copy.name()).users()).isEqualTo(2);
    }

    @Test
    void theClientRunsJobsAndReadsFindingsAndStatistics() {
        assertThat(server.admin().post("", Map.of("realm", name, "enabled", true)).status()).isEqualTo(201);
        Adoption adoption = tenants.jobs().adopt(name);
        Eventually.holds("the adoption is done", () -> tenants.jobs().adoption(adoption.id()).state().equals("DONE"));
        MigrationJob job = tenants.jobs().migrateAll();

        assertThat(tenants.jobs().adoptions()).extracting(Adoption::id).contains(adoption.id());
        assertThat(tenants.jobs().migration(job.id()).failures()).isEmpty();
        assertThat(tenants.jobs().migrations()).extracting(MigrationJob::id).contains(job.id());
        assertThat(tenants.findings()).noneMatch(finding -> finding.subject().equals(name));
        assertThat(tenants.statistics(1).days()).hasSize(1);
    }

    private NewTenant acme() {
        return new NewTenant(name, "Acme", user());
    }

    private static UserRepresentation user() {
        return RealmAdministrator.user("ada", "Ada", "Byron", "lovelace-1815");
    }

    private static ByteArrayInputStream lines(String line) {
        return new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
