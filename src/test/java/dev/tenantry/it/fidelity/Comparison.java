package dev.tenantry.it.fidelity;

import dev.tenantry.support.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The answers of both realms to one script. A difference does not stop the script: all are reported at the end. */
final class Comparison {

    private final Side standard;
    private final Side tenant;
    private final List<Compared> calls = new ArrayList<>();

    Comparison(Side standard, Side tenant) {
        this.standard = standard;
        this.tenant = tenant;
    }

    Compared compare(String label, Function<Side, Answer> call) {
        Compared compared = new Compared(label, standard, tenant, call);
        calls.add(compared);
        return compared;
    }

    Side standard() {
        return standard;
    }

    Side tenant() {
        return tenant;
    }

    int size() {
        return calls.size();
    }

    List<String> differences() {
        Normalised ofStandard = new Normalised(standard);
        Normalised ofTenant = new Normalised(tenant);
        return calls.stream().flatMap(call -> call.difference(ofStandard, ofTenant).stream()).toList();
    }
}
