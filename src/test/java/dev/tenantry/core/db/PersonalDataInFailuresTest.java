package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static dev.tenantry.core.db.TwoSchemas.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Failures are logged with their causes, so they must not contain personal data. */
final class PersonalDataInFailuresTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    private static final String EMAIL = "ada@acme.example";

    @AutoClose
    private final Database database = SCHEMAS.open(1);

    @Test
    void aDuplicateNamesTheConstraintAndNotTheValue() {
        DuplicateException duplicate = catchThrowableOfType(DuplicateException.class,
                () -> database.inTransaction(ACME, handle -> handle.update(INSERT, "eve", EMAIL)));

        assertThat(duplicate.constraint()).isEqualTo("person_email_key");
        assertThat(asLogged(duplicate)).doesNotContain(EMAIL).doesNotContain("eve");
    }

    @Test
    void aDuplicateInABatchNamesTheConstraintAndNotTheValue() {
        DuplicateException duplicate = catchThrowableOfType(DuplicateException.class,
                () -> database.inTransaction(ACME, handle -> {
                    handle.batch(INSERT, List.of(new Object[] {"bob", null}, new Object[] {"eve", EMAIL}));
                    return null;
                }));

        assertThat(asLogged(duplicate)).doesNotContain(EMAIL).doesNotContain("eve");
        assertThat(duplicate.constraint()).isEqualTo("person_email_key");
    }

    @Test
    void theSameValueInAnotherTenantIsNoDuplicate() {
        int rows = database.inTransaction(GLOBEX, handle -> handle.update(INSERT, "eve", EMAIL));

        assertThat(rows).isOne();
    }

    @Test
    void aRowThatBreaksAnotherConstraintIsNotLogged() {
        DatabaseException failure = catchThrowableOfType(DatabaseException.class,
                () -> database.inTransaction(ACME, handle -> handle.update(INSERT, null, EMAIL)));

        assertThat(failure).hasMessageContaining("23502").isNotInstanceOf(DuplicateException.class);
        assertThat(asLogged(failure)).doesNotContain(EMAIL);
    }

    @Test
    void settingsDoNotShowThePassword() {
        var settings = new DatabaseSettings(
                "jdbc:postgresql://localhost/tenants?password=in-the-url", "ada", "s3cret", 3, Duration.ofSeconds(1));

        assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("in-the-url");
    }

    private static String asLogged(Throwable failure) {
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log));
        return log.toString();
    }
}
