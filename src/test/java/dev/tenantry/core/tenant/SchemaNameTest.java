package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaNameTest {

    private static final TenantName ACME = new TenantName("acme");

    @Test
    void isThePrefixTheNameAndAShortId() {
        assertThat(SchemaName.derive("tenant_", new TenantName("acme-corp"), "realm-1").value())
                .matches("tenant_acme_corp_[0-9a-f]{8}");
    }

    @Test
    void isTheSameForTheSameRealm() {
        assertThat(SchemaName.derive("tenant_", ACME, "realm-1"))
                .isEqualTo(SchemaName.derive("tenant_", ACME, "realm-1"));
    }

    @Test
    void differsForALaterRealmOfTheSameName() {
        assertThat(SchemaName.derive("tenant_", ACME, "realm-1"))
                .isNotEqualTo(SchemaName.derive("tenant_", ACME, "realm-2"));
    }

    @Test
    void keepsTheShortIdWithinPostgresMaximumLength() {
        TenantName longest = new TenantName("x".repeat(TenantName.MAX_LENGTH));
        String prefix = "p".repeat(20);
        SchemaName first = SchemaName.derive(prefix, longest, "realm-1");
        SchemaName second = SchemaName.derive(prefix, longest, "realm-2");

        assertThat(SchemaName.isPrefix(prefix)).isTrue();
        assertThat(first.value().getBytes(StandardCharsets.UTF_8)).hasSize(63);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void isQuotedAsAnIdentifier() {
        SchemaName schema = SchemaName.stored("tenant_acme");

        assertThat(schema.quoted()).isEqualTo("\"tenant_acme\"");
        assertThat(schema).hasToString("tenant_acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "1acme", "acme\"", "acme; drop table x", "acme, public", "pg_temp", "acmé"})
    void refusesNamesThatNeedQuoting(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> SchemaName.stored(value));
    }

    @Test
    void refusesNamesThatAreTooLongForPostgres() {
        assertThatIllegalArgumentException().isThrownBy(() -> SchemaName.stored("a".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "tenant_", "a1_"})
    void aPrefixBeginsWithALetter(String prefix) {
        assertThat(SchemaName.isPrefix(prefix)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "1_", "Tenant_", "tenant-", "t\"", "pg_", "pg_tenant_", "abcdefghijklmnopqrstu"})
    void anyOtherPrefixIsRefused(String prefix) {
        assertThat(SchemaName.isPrefix(prefix)).isFalse();
    }

    /** The prefix "p" and the name "g-corp" would make "pg_corp_…". PostgreSQL reserves names that begin with "pg_". */
    @Test
    void aPrefixThatCouldFormAReservedNameIsRefused() {
        assertThat(SchemaName.isPrefix("p")).isFalse();
    }
}
