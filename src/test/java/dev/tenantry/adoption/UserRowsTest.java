package dev.tenantry.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UserRowsTest {

    private static final String[] RED = {"ada", "4", "color", "red"};
    private static final String[] BLUE = {"ada", "7", "color", "blue"};

    private static UserRows of(UserTable table, String[]... rows) {
        return UserRows.of(asked -> Map.of(table, List.of(rows)).getOrDefault(asked, List.of()));
    }

    @Test
    void equalRowsHaveOneDigestInWhateverOrderTheyCome() {
        assertThat(of(UserTable.ATTRIBUTES, RED, BLUE).digest()).isEqualTo(of(UserTable.ATTRIBUTES, BLUE, RED).digest());
        assertThat(of(UserTable.ATTRIBUTES, RED, RED).digest()).isNotEqualTo(of(UserTable.ATTRIBUTES, RED).digest());
    }

    @Test
    void nothingIsTakenForSomethingElse() {
        String nothing = role("ada", null);
        assertThat(role("ada", "")).isNotEqualTo(nothing);
        assertThat(role("ada", "-")).isNotEqualTo(nothing);
        assertThat(role("ad", "a")).isNotEqualTo(role("ada", ""));
        assertThat(of(UserTable.REQUIRED_ACTIONS, new String[] {"ada", "x"}).digest()).isNotEqualTo(role("ada", "x"));
    }

    private static String role(String user, String role) {
        return of(UserTable.ROLES, new String[] {user, role}).digest();
    }

    @Test
    void credentialsKeepTheirOrderAndAreNumberedFromZero() {
        String[] otp = {"ada", "30", "o", "otp", null, null, null, null};
        String[] password = {"ada", "20", "p", "password", null, null, null, null};
        UserRows rows = of(UserTable.CREDENTIALS, otp, password);

        assertThat(rows.of(UserTable.CREDENTIALS)).extracting(row -> row[2] + row[1]).containsExactly("p0", "o1");
        String[] otpFirst = {"ada", "10", "o", "otp", null, null, null, null};
        assertThat(of(UserTable.CREDENTIALS, otpFirst, password).digest()).isNotEqualTo(rows.digest());
    }

    @Test
    void ofTwoPasswordsOnlyTheOneThatKeycloakAsksIsTaken() {
        String[] otp = {"ada", "20", "o", "otp", null, null, null, null};
        String[] asked = {"ada", "10", "p", "password", null, null, null, null};
        String[] leftBehind = {"ada", "15", "q", "password", null, null, null, null};
        String[] anothers = {"bob", "10", "b", "password", null, null, null, null};

        assertThat(of(UserTable.CREDENTIALS, leftBehind, asked, otp, anothers).of(UserTable.CREDENTIALS))
                .extracting(row -> row[2] + row[1])
                .containsExactly("p0", "o1", "b0");
    }

    @Test
    void whatIsLoggedSaysNothingOfAnybody() {
        assertThat(of(UserTable.USERS, new String[] {"ada"}).toString()).doesNotContain("ada");
    }
}
