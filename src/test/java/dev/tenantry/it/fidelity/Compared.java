package dev.tenantry.it.fidelity;

import dev.tenantry.support.http.Answer;
import java.util.Optional;
import java.util.function.Function;

/** The two realms' answers to one request. They are compared at the end of the script, by the rules set until then. */
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

    /** Ignores the order of the lists in the answers, since Keycloak's own store does not define the order. */
    Compared inAnyOrder() {
        anyOrder = true;
        return this;
    }

    /** Expects both realms to refuse the request with this status. By default, both are expected to accept it. */
    Compared refused(int status) {
        refusal = status;
        return this;
    }

    /** Allows both realms to accept or to refuse the request, as long as their answers are equal. */
    Compared eitherWay() {
        eitherWay = true;
        return this;
    }

    /** Remembers the id of the created object by this name. */
    Compared as(String name) {
        return as(name, answer -> answer.header("Location") == null ? null : answer.createdId());
    }

    /** Remembers the id at this JSON pointer of the answers by this name. */
    Compared as(String name, String pointer) {
        return as(name, answer -> answer.status() / 100 == 2 ? answer.json().at(pointer).asText(null) : null);
    }

    private Compared as(String name, Function<Answer, String> id) {
        Optional.ofNullable(id.apply(standard)).ifPresent(found -> standardSide.remember(name, found));
        Optional.ofNullable(id.apply(tenant)).ifPresent(found -> tenantSide.remember(name, found));
        return this;
    }

    /** Describes a difference or an unexpected status for the report; empty if the answers are equal and expected. */
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

    /** A part of the text, short enough for the report, with the first difference from the other text. */
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
