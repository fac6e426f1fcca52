package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.RegistryTransactions;
import java.time.Duration;
import java.util.Optional;

/**
 * Stores the sign-ups whose mailed links have not been used yet. All times come from the database's clock. Thread-safe.
 */
public final class PendingSignUps {

    private final RegistryTransactions registry;

    public PendingSignUps(RegistryTransactions registry) {
        this.registry = registry;
    }

    /**
     * Stores a sign-up.
     *
     * @param token the secret in the mailed link
     * @param lifespan how long the link is valid
     */
    public void add(LinkToken token, PendingSignUp signUp, Duration lifespan) {
        registry.write(handle -> handle.update("""
                insert into sign_up (token_digest, name, display_name, username, email, first_name, last_name,
                                     secret_data, credential_data, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 second')""",
                token.digest(), signUp.name(), signUp.displayName(), signUp.username(), signUp.email(),
                signUp.firstName(), signUp.lastName(), signUp.secretData(), signUp.credentialData(),
                lifespan.toSeconds()));
    }

    /** Finds the sign-up of a link. Empty if the link was used, has expired or never existed. */
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

    /** Deletes sign-ups with expired links. */
    public void purge() {
        registry.write(handle -> handle.update("delete from sign_up where expires_at <= now()"));
    }
}
