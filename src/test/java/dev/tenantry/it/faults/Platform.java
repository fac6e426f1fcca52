package dev.tenantry.it.faults;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.TwoNodes;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Two nodes behind a load balancer. A request goes to a node that is not taken out of service. If that node can't be
 * reached or wants a new token, the request goes to the other node. A request that a node has processed is never
 * repeated. Thread-safe.
 */
final class Platform {

    private static final int NONE = -1;

    private final List<KeycloakServer> nodes;
    private final AtomicReferenceArray<AdminApi> admins = new AtomicReferenceArray<>(2);
    private volatile int takenOut = NONE;

    Platform(TwoNodes nodes) {
        this.nodes = List.of(nodes.first(), nodes.second());
        signOut(0);
        signOut(1);
    }

    /** Sends a request of master's admin to either node. */
    Reply asAdmin(Function<AdminApi, Answer> request) {
        return toEither(node -> asAdmin(node, request));
    }

    /** Sends a request of master's admin to this node. */
    Reply asAdmin(int node, Function<AdminApi, Answer> request) {
        return send(() -> {
            Answer answer = request.apply(admins.get(node));
            if (answer.status() == 401) {
                signOut(node);
            }
            return Reply.toAdmin(answer);
        });
    }

    /** Sends a request of an application to either node. */
    Reply at(String realm, Function<Realm, Answer> request) {
        return toEither(node -> at(node, realm, request));
    }

    /** Sends a request of an application to this node. */
    Reply at(int node, String realm, Function<Realm, Answer> request) {
        return send(() -> Reply.of(request.apply(new Realm(nodes.get(node).url(), realm))));
    }

    Reply signIn(String realm, String client, String username, String password) {
        return at(realm, at -> at.passwordGrant(client, username, password));
    }

    /** Takes a node that is not ready out of service: from now on the other node gets the requests. */
    void takeOut(int node) {
        takenOut = node;
    }

    void putBack() {
        takenOut = NONE;
    }

    Reply toEither(IntFunction<Reply> request) {
        int out = takenOut;
        int first = out == NONE ? ThreadLocalRandom.current().nextInt(nodes.size()) : 1 - out;
        Reply reply = request.apply(first);
        return reply.ending() == Ending.NOT_SENT ? request.apply(1 - first) : reply;
    }

    String url(int node) {
        return nodes.get(node).url();
    }

    private void signOut(int node) {
        admins.set(node, new AdminApi(nodes.get(node).url(), "master", KeycloakServer.ADMIN_USERNAME,
                KeycloakServer.ADMIN_PASSWORD));
    }

    private interface Request {
        Reply send();
    }

    private static Reply send(Request request) {
        try {
            return request.send();
        } catch (UncheckedIOException lost) {
            boolean nobodyListened = lost.getCause() instanceof ConnectException;
            return Reply.none(nobodyListened ? Ending.NOT_SENT : Ending.IN_DOUBT, lost.getCause().toString());
        } catch (IllegalStateException noToken) {
            return Reply.none(Ending.NOT_SENT, noToken.getMessage());
        }
    }
}
