package dev.tenantry.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.it.isolation.Endpoint.Body;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Sends the requests of {@link IsolationIT} and checks the answers. */
final class Trial {

    private static final Set<Integer> NOT_LET_IN = Set.of(401, 403);

    /** Endpoints whose parameter is a name that the admin may choose: each name changes the admin's own realm only. */
    private static final Set<String> CHOSEN_NAMES =
            Set.of("POST /admin/realms/{realm}/users/{user-id}/federated-identity/{provider}");

    /** Endpoints that refuse a tenant's own admin too: they require a role of master, or the console's own token. */
    private static final Set<String> NOT_FOR_TENANTS =
            Set.of("POST /admin/realms", "GET /admin/{realm}/console/whoami");

    /** Ends of paths at which Keycloak answers another realm's id with this status, and an unknown id with another. */
    private static final Map<String, Integer> TOLD_APART = Map.of(
            "/identity-provider/instances/{alias}/mappers/{id}", 500,
            "/resources/{id}", 400);

    private final List<Endpoint> endpoints;
    private final FullTenant acme;
    private final FullTenant globex;
    private final Matrix matrix;
    private final List<Credential> credentials;
    private final Set<String> acmesIds;
    private final Set<String> globexsIds;

    Trial(List<Endpoint> endpoints, FullTenant acme, FullTenant globex, Matrix matrix) {
        this.endpoints = endpoints;
        this.acme = acme;
        this.globex = globex;
        this.matrix = matrix;
        this.credentials = new Credentials(globex).all(acme);
        this.acmesIds = acme.ids();
        this.globexsIds = globex.ids();
    }

    /**
     * Sends all requests, and publishes the answers. Fails if an endpoint accepted what it must refuse, or if a refused
     * request changed a tenant. Call this method once, because the requests of A's own admin delete A.
     */
    void run() {
        TenantDigest acmeBefore = TenantDigest.of(acme.tenant());
        TenantDigest globexBefore = TenantDigest.of(globex.tenant());

        ofCredentials();
        ofIds();

        TenantDigest acmeAfter = TenantDigest.of(acme.tenant());
        TenantDigest globexAfter = TenantDigest.of(globex.tenant());
        ofTheirOwn();
        matrix.publish();
        assertThat(matrix.crossings()).isEmpty();
        assertThat(acmeAfter.changedSince(acmeBefore)).isEmpty();
        assertThat(globexAfter.changedSince(globexBefore)).isEmpty();
    }

    /**
     * Sends each credential of B to each endpoint of A. The endpoint must refuse the credential. An endpoint that needs
     * no credential must answer as it answers without one. No answer may reveal an id of A.
     */
    private void ofCredentials() {
        for (Endpoint endpoint : endpoints) {
            PathValues values = endpoint.isOfThePlatform() ? ofThePlatform() : acme.values();
            Answer without = send(endpoint, values, Credential.NONE);
            put(endpoint, "no credential", without, NOT_LET_IN.contains(without.status()) || isPublic(endpoint));
            for (Credential credential : credentials) {
                Answer answer = send(endpoint, values, credential);
                boolean refused = NOT_LET_IN.contains(answer.status())
                        || isPublic(endpoint) && answer.status() == without.status()
                        || !endpoint.isOfARealm();
                put(endpoint, credential.name(), answer,
                        refused && !tells(answer, acme, acmesIds, endpoint.filled(values)));
            }
        }
    }

    /** A's admin requests B's objects, one parameter at a time. A must answer as for an id that nobody has. */
    private void ofIds() {
        Own own = new Own(acme);
        for (Endpoint endpoint : endpoints) {
            for (String parameter : endpoint.parameters()) {
                String theirs = globex.values().of(parameter);
                if (isId(endpoint, parameter, theirs)) {
                    PathValues values = acme.values().with(Map.of(parameter.substring(1), theirs));
                    Answer nobodys = own.send(endpoint, acme.values().with(Map.of(
                            parameter.substring(1), nobodys(acme.values().of(parameter)))));
                    Answer answer = own.send(endpoint, values);
                    boolean refused = (answer.status() == nobodys.status() || isToldApart(parameter, answer))
                            && !tells(answer, globex, globexsIds, endpoint.filled(values));
                    put(endpoint, "B's " + parameter.substring(parameter.lastIndexOf('/') + 1), answer, refused);
                }
            }
        }
    }

    private static boolean isToldApart(String parameter, Answer answer) {
        return TOLD_APART.entrySet().stream()
                .anyMatch(known -> parameter.endsWith(known.getKey()) && answer.status() == known.getValue());
    }

    private boolean isId(Endpoint endpoint, String parameter, String theirs) {
        return endpoint.isOfARealm()
                && !endpoint.isOfThePlatform()
                && !parameter.endsWith("/{realm}")
                && !theirs.equals(acme.values().of(parameter))
                && !CHOSEN_NAMES.contains(endpoint.toString());
    }

    /** An id or a name that nobody has, of the same form. */
    private static String nobodys(String like) {
        Set<String> ids = Uuids.in(like);
        String[] last = ids.toArray(String[]::new);
        return ids.isEmpty()
                ? "nobodys"
                : like.startsWith("f:")
                        ? like.substring(0, like.lastIndexOf(':') + 1) + UUID.randomUUID()
                        : like.replace(last[0], UUID.randomUUID().toString());
    }

    /** A's own admin and user are not refused. Call this method last, since its requests delete A in the end. */
    private void ofTheirOwn() {
        Own own = new Own(acme);
        endpoints.stream()
                .filter(one -> one.isAdmin() || one.isAccount() || one.isScim())
                .filter(one -> !one.isOfThePlatform() || one.onlyReads())
                .sorted(Comparator.comparing((Endpoint one) -> !one.onlyReads())
                        .thenComparing(Endpoint::isAdmin)
                        .thenComparing(one -> one.isAdmin() == one.method().equals("DELETE"))
                        .thenComparing(one -> -one.path().length()))
                .forEach(one -> {
                    Answer answer = one.isOfThePlatform() ? asOperator(one) : own.send(one, acme.values());
                    boolean letIn = !NOT_LET_IN.contains(answer.status()) || NOT_FOR_TENANTS.contains(one.toString());
                    put(one, one.isOfThePlatform() ? "the platform's own" : "A's own", answer, letIn);
                });
    }

    private Answer asOperator(Endpoint endpoint) {
        String path = endpoint.filled(ofThePlatform());
        return acme.tenant().keycloak().admin().get(path.substring("/admin/realms".length()));
    }

    private PathValues ofThePlatform() {
        return acme.values().with(Map.of("{realm}", "master"));
    }

    /** True if the endpoint may answer without a credential. */
    private static boolean isPublic(Endpoint endpoint) {
        return !endpoint.path().startsWith("/admin/realms");
    }

    /** True if an answer has an e-mail address of the tenant, or an id of the tenant that the request did not have. */
    private static boolean tells(Answer answer, FullTenant tenant, Set<String> ids, String asked) {
        Set<String> told = new HashSet<>(Uuids.in(answer.body()));
        told.removeAll(Uuids.in(asked));
        told.retainAll(ids);
        return !told.isEmpty() || answer.body().contains("@" + tenant.tenant().name() + ".test");
    }

    private void put(Endpoint endpoint, String column, Answer answer, boolean refused) {
        String line = endpoint + (endpoint.body() == Body.NONE ? "" : " " + endpoint.body());
        String group = endpoint.isOfThePlatform() ? "platform" : endpoint.isAdmin() ? "admin"
                : endpoint.isAccount() ? "account" : endpoint.isScim() ? "SCIM" : "protocols";
        matrix.put(group, line, column, Integer.toString(answer.status()));
        if (!refused) {
            matrix.crossed(line, column, answer.status() + " " + answer.body().lines().findFirst().orElse(""));
        }
    }

    private Answer send(Endpoint endpoint, PathValues values, Credential credential) {
        return credential.with().apply(Http.at(acme.oidc().serverUrl())).request(
                endpoint.method(), endpoint.filled(values), endpoint.body().type, endpoint.body().content);
    }
}
