package dev.tenantry.form;

import dev.tenantry.tenant.RegistryTransactions;
import java.time.Duration;
import java.util.Optional;

/** The sign-ups that wait for their links to be followed. All times are the database's. Thread-safe. */
public final class PendingSignUps {

    private final RegistryTransactions registry;

    public PendingSignUps(RegistryTransactions registry) {
        this.registry = registry;
    }

    /** @param lifespan for how long the link is good */
    public void add(LinkToken token, PendingSignUp signUp, Duration lifespan) {
        registry.write(handle -> handle.update("""
                insert into sign_up (token_digest, name, display_name, username, email, first_name, last_name,
                                     secret_data, credential_data, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 second')""",
                token.digest(), signUp.name(), signUp.displayName(), signUp.username(), signUp.email(),
                signUp.firstName(), signUp.lastName(), signUp.secretData(), signUp.credentialData(),
                lifespan.toSeconds()));
    }

    /** Nothing where the link was used, is too old or never was one. */
    public Optional<PendingSignUp> find(LinkToken token) {
        return registry.read(handle -> handle.first("""
                select name, display_name, username, email, first_name, last_name, secret_data, credential_data
                from sign_up where token_digest = ? and expires_at > now()""",
                row -> new PendingSignUp(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5), row.getString(6), row.getString(7), row.getString(8)),
                token.digest()));
    }

    public void remove(LinkToken token) {
        registry.write(handle -> handle.update("delete from sign_up where token_digest = ?", token.digest()));
    }

    /** Forgets those whose links are good no more. */
    public void purge() {
        registry.write(handle -> handle.update("delete from sign_up where expires_at <= now()"));
    }
}
