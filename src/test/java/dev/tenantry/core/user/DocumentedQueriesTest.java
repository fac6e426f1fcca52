package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queries of docs/reference/schema.md. */
final class DocumentedQueriesTest {

    private static final Pattern QUERY = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeAll
    static void adaHasOneOfEverything() {
        TENANTS.changeAcme(handle -> Ada.change(handle, ada -> {
            ada.attribute("color", List.of("red", "blue"));
            ada.require("VERIFY_EMAIL");
            ada.grantRole("poet");
            ada.joinGroup("poets", "UNMANAGED");
            ada.credentials().add(new StoredCredential("p", "password", null, 1L, "the-secret", "{}"));
            ada.credentials().add(new StoredCredential("o", "otp", "phone", 1L, "the-secret", "{}"));
            ada.link(new BrokerLink("google", "g-1", "ada@google", "the-secret"));
            ada.consent(new StoredConsent("shop", 1, 2, List.of(new StoredConsent.Scope("pay", "10"))));
        }));
        TENANTS.changeAcme(handle -> {
            handle.update("""
                    insert into event (kind, time, id, type, error, details)
                    values ('login', 1, 'e', 'LOGIN_ERROR', 'invalid_user_credentials', '{"username": "ada"}')""");
            handle.update("""
                    insert into invitation (id, organization_id, email, created_at, expires_at, invite_link)
                    values ('i', 'poets', 'ada@example.test', 1, 2, 'the-secret')""");
        });
    }

    static List<String> queries() throws IOException {
        return QUERY.matcher(Files.readString(Path.of("docs", "reference", "schema.md"))).results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void findsOnlyAdaOfAcmeAndNoSecret(String query) {
        List<String> ofAcme = TENANTS.inAcme(handle -> rows(handle, query));
        List<String> ofGlobex = TENANTS.inGlobex(handle -> rows(handle, query));

        assertThat(ofAcme).isNotEmpty()
                .allSatisfy(row -> assertThat(row).startsWith("(ada").doesNotContain("the-secret"));
        assertThat(ofGlobex).isEmpty();
    }

    private static List<String> rows(TenantReadHandle handle, String query) {
        return handle.query("select q::text from (" + query + ") q", row -> row.getString(1));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void namesEveryColumn(String column) {
        try {
            assertThat(Files.readString(Path.of("docs", "reference", "schema.md"))).contains("`" + column + "`");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> columns() {
        return TENANTS.inAcme(handle -> handle.query("""
                select attname from pg_attribute
                where attrelid in ('users'::regclass, 'event'::regclass, 'invitation'::regclass) and attnum > 0 and not attisdropped""", row -> row.getString(1)));
    }
}
