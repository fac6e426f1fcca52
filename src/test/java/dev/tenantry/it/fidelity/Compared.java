package dev.tenantry.it.fidelity;

import dev.tenantry.support.http.Answer;
import java.util.Optional;
import java.util.function.Function;

/** One request's two answers. Judged when the script has ended, so what is said about it afterwards counts too. */
final class Compared {

    private final String label;
    private final Side standardSide;
    private final Side tenantSide;
    private final Answer standard;
    private final Answer tenant;
    private boolean anyOrder;
    private int refusal;
    private boolean eitherWay;

    Compared(String label, Side standardSide, Side tenantSide, Function<Side, Answer> call) {
        this.label = label.length() <= 200 ? label : label.substring(0, 200) + "…";
        this.standardSide = standardSide;
        this.tenantSide = tenantSide;
        this.standard = call.apply(standardSide);
        this.tenant = call.apply(tenantSide);
    }

    /** Keycloak's own store leaves the order of these lists to chance. */
    Compared inAnyOrder() {
        anyOrder = true;
        return this;
    }

    /** Keycloak is meant to refuse this; without this word it is meant to accept. */
    Compared refused(int status) {
        refusal = status;
        return this;
    }

    /** Keycloak may accept or refuse this: only that the tenant's realm does as the standard realm counts. */
    Compared eitherWay() {
        eitherWay = true;
        return this;
    }

    /** Remembers the id of what was created. */
    Compared as(String name) {
        return as(name, answer -> answer.header("Location") == null ? null : answer.createdId());
    }

    /** Remembers the id at this place (a JSON pointer) of the answers. */
    Compared as(String name, String pointer) {
        return as(name, answer -> answer.status() / 100 == 2 ? answer.json().at(pointer).asText(null) : null);
    }

    private Compared as(String name, Function<Answer, String> id) {
        Optional.ofNullable(id.apply(standard)).ifPresent(found -> standardSide.remember(name, found));
        Optional.ofNullable(id.apply(tenant)).ifPresent(found -> tenantSide.remember(name, found));
        return this;
    }

    /** What a reader of the report needs to know; nothing if the answers are the same and meant to be so. */
    Optional<String> difference(Normalised ofStandard, Normalised ofTenant) {
        String expected = ofStandard.text(standard, anyOrder);
        String actual = ofTenant.text(tenant, anyOrder);
        if (!expected.equals(actual)) {
            return Optional.of(label + "\n    standard:  " + around(expected, actual) + "\n    tenant: "
                    + around(actual, expected));
        }
        if (eitherWay) {
            return Optional.empty();
        }
        if (refusal == 0 ? standard.status() / 100 != 2 : standard.status() != refusal) {
            return Optional.of(label + "\n    both, unexpectedly: " + around(expected, ""));
        }
        return Optional.empty();
    }

    /** The text where it begins to differ from the other, not so long that nobody would read it. */
    private static String around(String text, String other) {
        int same = 0;
        while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
            same++;
        }
        if (same < 200) {
            return cut(text);
        }
        return text.substring(0, 60) + " … " + cut(text.substring(same - 100));
    }

    private static String cut(String text) {
        return text.length() <= 700 ? text : text.substring(0, 700) + " …";
    }
}
