package dev.tenantry.bench;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A user of realm master who has the role manage-tenants and no other role. Safe for use by several threads. */
final class Operator {

    private static final String PASSWORD = "operator-secret-1";

    private final AdminApi api;

    private Operator(AdminApi api) {
        this.api = api;
    }

    /** Creates the user in realm master. */
    static Operator create(KeycloakUnderTest keycloak) {
        String name = TestTenants.newName();
        String id = keycloak.admin().post("/master/users", Map.of(
                "username", name, "email", name + "@master.test", "firstName", "Olga", "lastName", "Operator",
                "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", PASSWORD)))).createdId();
        Object role = keycloak.admin().get("/master/roles/manage-tenants").requiring(200).json();
        keycloak.admin().post("/master/users/" + id + "/role-mappings/realm", List.of(role)).requiring(204);
        return new Operator(new AdminApi(keycloak.server().url(), "master", name, PASSWORD));
    }

    static List<String> newNames(int count) {
        return IntStream.range(0, count).mapToObj(i -> TestTenants.newName()).toList();
    }

    /** Provisions a tenant whose first user is "ada" with {@link People#PASSWORD}. */
    void provision(String name) {
        api.post(TestTenants.PATH, TestTenants.request(name, "ada", People.PASSWORD)).requiring(201);
    }

    /** Provisions tenants of these names by two clients at once. */
    void provisionInTwos(List<String> names) {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> requests = names.stream()
                    .<Callable<Void>>map(name -> () -> {
                        provision(name);
                        return null;
                    })
                    .toList();
            for (Future<Void> request : clients.invokeAll(requests)) {
                request.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            clients.shutdownNow();
        }
    }

    /** @param path the path below the tenants' path, with or without a query */
    Answer get(String path) {
        return api.get(TestTenants.PATH + path).requiring(200);
    }

    int count() {
        return get("/count").json().asInt();
    }

    void drop(String name) {
        TestTenants.drop(api, name).requiring(204);
    }
}
