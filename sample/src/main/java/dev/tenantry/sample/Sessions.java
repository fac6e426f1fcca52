package dev.tenantry.sample;

import com.nimbusds.oauth2.sdk.id.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the application remembers of browsers: a login under way, or who has signed in. Each session is one tenant's,
 * and for any other tenant it is as if it were not there, whatever path or domain a cookie came by.
 *
 * <p>In memory, so for one process. An application that runs several keeps them where all can see them, and logins
 * under way in an encrypted cookie, since anybody can begin as many as they like.
 */
final class Sessions {

    private static final Duration TO_SIGN_IN = Duration.ofMinutes(10);
    private static final int SECRET_BYTES = 32;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** A session has one of the two, the other is null. */
    private record Session(String tenant, Attempt attempt, Person person, Instant until) {
    }

    /** Returns the id of a new session. */
    String begin(Tenant tenant, Attempt attempt) {
        return add(new Session(tenant.name(), attempt, null, Instant.now().plus(TO_SIGN_IN)));
    }

    /** Likewise: an id from before the login is never one after it. */
    String signIn(Tenant tenant, Person person) {
        return add(new Session(tenant.name(), null, person, person.until()));
    }

    /** The login that is under way in this session, which ends with this. */
    Optional<Attempt> takeAttempt(Tenant tenant, String id) {
        Optional<Attempt> attempt = find(tenant, id).map(Session::attempt);
        attempt.ifPresent(taken -> sessions.remove(id));
        return attempt;
    }

    Optional<Person> person(Tenant tenant, String id) {
        return find(tenant, id).map(Session::person);
    }

    void end(Tenant tenant, String id) {
        find(tenant, id).ifPresent(session -> sessions.remove(id));
    }

    private String add(Session session) {
        Instant now = Instant.now();
        sessions.values().removeIf(old -> old.until().isBefore(now));
        String id = new State(SECRET_BYTES).getValue(); // nothing but a random text
        sessions.put(id, session);
        return id;
    }

    private Optional<Session> find(Tenant tenant, String id) {
        return Optional.ofNullable(id)
                .map(sessions::get)
                .filter(session -> session.tenant().equals(tenant.name()))
                .filter(session -> session.until().isAfter(Instant.now()));
    }
}
