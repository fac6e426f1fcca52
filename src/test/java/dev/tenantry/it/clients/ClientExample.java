package dev.tenantry.it.clients;

import dev.tenantry.client.NewTenant;
import dev.tenantry.client.Tenant;
import dev.tenantry.client.TenantQuery;
import dev.tenantry.client.TenantState;
import dev.tenantry.client.TenantsClient;
import dev.tenantry.client.TenantsException;
import java.util.List;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The example of docs/reference/client.md. The page shows the code between "From here" and "To here". */
final class ClientExample {

    private ClientExample() {}

    static void run(String serverUrl, String name) {
        // From here on in docs/reference/client.md.
        try (Keycloak keycloak = KeycloakBuilder.builder()
                .serverUrl(serverUrl)
                .realm("master")
                .clientId("admin-cli")
                .username("admin")
                .password("admin")
                .build()) {
            TenantsClient tenants = TenantsClient.of(keycloak, serverUrl);

            CredentialRepresentation password = new CredentialRepresentation();
            password.setType(CredentialRepresentation.PASSWORD);
            password.setValue("cypress-creek");
            UserRepresentation hank = new UserRepresentation();
            hank.setUsername("hank");
            hank.setEmail("hank@globex.test");
            hank.setFirstName("Hank");
            hank.setLastName("Scorpio");
            hank.setCredentials(List.of(password));

            Tenant globex = tenants.provision(new NewTenant(name, "Globex Corporation", hank));
            System.out.println(globex.issuer() + " is administered by " + globex.user().username());

            try {
                tenants.provision(new NewTenant(name, "Another Globex", hank));
            } catch (TenantsException refused) {
                System.out.println(refused.status()); // 409
                refused.problems().forEach(problem -> System.out.println(problem.field() + ": " + problem.message()));
            }

            tenants.suspend(name);
            tenants.list(TenantQuery.ALL.in(TenantState.SUSPENDED)).map(Tenant::name).forEach(System.out::println);

            tenants.archive(name, 30);
            tenants.drop(name);
        }
        // To here.
    }
}
