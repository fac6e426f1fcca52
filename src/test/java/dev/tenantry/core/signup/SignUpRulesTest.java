package dev.tenantry.core.signup;

import static dev.tenantry.core.signup.SignUpForm.ADDRESS;
import static dev.tenantry.core.signup.SignUpForm.EMAIL;
import static dev.tenantry.core.signup.SignUpForm.FIRST_NAME;
import static dev.tenantry.core.signup.SignUpForm.LAST_NAME;
import static dev.tenantry.core.signup.SignUpForm.ORGANIZATION;
import static dev.tenantry.core.signup.SignUpForm.PASSWORD;
import static dev.tenantry.core.signup.SignUpForm.PASSWORD_AGAIN;
import static dev.tenantry.core.signup.SignUpForm.TERMS;
import static dev.tenantry.core.signup.SignUpForm.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a sign-up must contain, field by field. */
final class SignUpRulesTest {

    private static final Map<String, String> COMPLETE = Map.of(
            ORGANIZATION, " Acme Corporation ",
            EMAIL, "ada@acme.test",
            USERNAME, "ada",
            FIRST_NAME, "Ada",
            LAST_NAME, "Byron",
            PASSWORD, " lovelace-1815 ",
            PASSWORD_AGAIN, " lovelace-1815 ",
            TERMS, "on");

    private static final SignUpRules RULES =
            new SignUpRules(Set.of(), true, name -> Optional.of("it is taken").filter(problem -> name.equals("taken")));

    @Test
    void aCompleteFormHasNoProblemAndAnAddressMadeOfTheOrganization() {
        SignUpForm form = form(Map.of());

        assertThat(RULES.problems(form)).isEmpty();
        assertThat(form.tenantName()).isEqualTo("acme-corporation");
        assertThat(form.organization()).isEqualTo("Acme Corporation");
        assertThat(form.password()).isEqualTo(" lovelace-1815 ");
    }

    @Test
    void anEmptyFormHasOneProblemForEachFieldInOrder() {
        assertThat(RULES.problems(SignUpForm.EMPTY)).extracting(FieldProblem::field)
                .containsExactly(ORGANIZATION, EMAIL, USERNAME, FIRST_NAME, LAST_NAME, PASSWORD, TERMS);
    }

    @Test
    void typedAndDerivedAddressesAreChecked() {
        assertThat(problems(Map.of(ADDRESS, "taken"))).containsExactly(ADDRESS);
        assertThat(problems(Map.of(ORGANIZATION, "Taken"))).containsExactly(ADDRESS);
        assertThat(problems(Map.of(ORGANIZATION, "Taken", ADDRESS, "free"))).isEmpty();
    }

    @Test
    void anOrganizationsNameMustNotContainMarkup() {
        assertThat(problems(Map.of(ORGANIZATION, "<b>Acme"))).containsExactly(ORGANIZATION);
        assertThat(problems(Map.of(ORGANIZATION, "Acme & \"Sons\""))).isEmpty();
    }

    @Test
    void anOrganizationsNameMustBeReadable() {
        for (String name : List.of("Acme\r\nBcc", "Acme \u202e", "Acme\u001b[0m", "\u2800\u3164", "${doLogIn}")) {
            assertThat(problems(Map.of(ORGANIZATION, name, ADDRESS, "acme"))).as(name).containsExactly(ORGANIZATION);
        }
        assertThat(RULES.problems(form(Map.of(ORGANIZATION, "\u3164", ADDRESS, "acme"))))
                .extracting(FieldProblem::message).containsExactly("tenantsOrganizationCharacters");
    }

    @Test
    void anEmailAddressHasOneAtSign() {
        for (String wrong : List.of("ada", "ada@", "@acme.test", "a da@acme.test", "ada@acme@test")) {
            assertThat(problems(Map.of(EMAIL, wrong))).as(wrong).containsExactly(EMAIL);
        }
    }

    @Test
    void onlyAllowedEmailDomainsMaySignUp() {
        SignUpRules rules = new SignUpRules(Set.of("acme.test"), false, name -> Optional.empty());

        assertThat(rules.problems(form(Map.of(EMAIL, "Ada@ACME.test")))).isEmpty();
        for (String other : List.of("ada@globex.test", "ada@sub.acme.test", "ada@notacme.test")) {
            assertThat(rules.problems(form(Map.of(EMAIL, other)))).extracting(FieldProblem::field)
                    .as(other).containsExactly(EMAIL);
        }
    }

    @Test
    void bothPasswordsMustBeEqualIncludingBlanks() {
        assertThat(problems(Map.of(PASSWORD_AGAIN, " lovelace-1815"))).containsExactly(PASSWORD_AGAIN);
    }

    @Test
    void termsMustBeAcceptedOnlyIfThereAreTerms() {
        Map<String, String> fields = new HashMap<>(COMPLETE);
        fields.remove(TERMS);
        SignUpForm form = SignUpForm.of(fields::get);

        assertThat(RULES.problems(form)).extracting(FieldProblem::field).containsExactly(TERMS);
        assertThat(new SignUpRules(Set.of(), false, name -> Optional.empty()).problems(form)).isEmpty();
    }

    @Test
    void anUnstorableTextIsRefusedAtItsField() {
        assertThat(problems(Map.of(ORGANIZATION, "Ac\0me"))).containsExactly(ORGANIZATION);
        assertThat(problems(Map.of(LAST_NAME, "half \ud83d"))).containsExactly(LAST_NAME);
        assertThat(problems(Map.of(USERNAME, "a".repeat(256)))).containsExactly(USERNAME);
        assertThat(problems(Map.of(PASSWORD, "a".repeat(256)))).containsExactly(PASSWORD);
    }

    @Test
    void aFormIsLoggedWithoutItsValues() {
        assertThat(form(Map.of()).toString()).doesNotContain("lovelace").doesNotContain("acme");
    }

    private static List<String> problems(Map<String, String> other) {
        return RULES.problems(form(other)).stream().map(FieldProblem::field).toList();
    }

    private static SignUpForm form(Map<String, String> other) {
        Map<String, String> fields = new HashMap<>(COMPLETE);
        fields.putAll(other);
        return SignUpForm.of(fields::get);
    }
}
