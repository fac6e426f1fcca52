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
 * Two nodes behind a balancer: a request goes to either that is not taken out, and to the other one where nobody
 * listens. Nothing that was sent is sent again. Safe for use by several threads.
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

    /** A request of master's admin. */
    Reply asAdmin(Function<AdminApi, Answer> request) {
        return toEither(node -> asAdmin(node, request));
    }

    /** The same at one node. */
    Reply asAdmin(int node, Function<AdminApi, Answer> request) {
        return send(() -> {
            Answer answer = request.apply(admins.get(node));
            if (answer.status() == 401) {
                signOut(node);
            }
            return Reply.toAdmin(answer);
        });
    }

    /** A request of an application. */
    Reply at(String realm, Function<Realm, Answer> request) {
        return toEither(node -> at(node, realm, request));
    }

    /** The same at one node. */
    Reply at(int node, String realm, Function<Realm, Answer> request) {
        return send(() -> Reply.of(request.apply(new Realm(nodes.get(node).url(), realm))));
    }

    Reply signIn(String realm, String client, String username, String password) {
        return at(realm, at -> at.passwordGrant(client, username, password));
    }

    /** From now on requests go to the other one: this one is no more, or not yet, ready. */
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
