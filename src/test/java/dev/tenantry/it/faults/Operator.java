package dev.tenantry.it.faults;

import dev.tenantry.support.actors.TestTenants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An operator who provisions and drops tenants, and sometimes suspends, resumes or renames a tenant. A few tenants
 * exist at a time. Half of the provisionings in doubt are repeated under their idempotency key. One thread.
 */
final class Operator implements Worker {

    private static final int PAUSE_MILLIS = 2500;
    private static final int LIVING = 4;
    private static final int IN_DOUBT = 6;
    private static final int REPETITIONS = 20;

    private final Platform platform;
    private final Journal journal;
    private final String prefix;
    private final Random random;
    private final List<Tenancy> all = new ArrayList<>();
    private final List<Tenancy> living = new ArrayList<>();
    private final Deque<Tenancy> inDoubt = new ArrayDeque<>();
    private Tenancy repeatedOrNull;
    private int repetitions;

    /** @param prefix the beginning of the names of this operator's tenants, and of no other tenant */
    Operator(Platform platform, Journal journal, String prefix, Random random) {
        this.platform = platform;
        this.journal = journal;
        this.prefix = prefix;
        this.random = random;
    }

    /** All tenants that were requested. Call it after the end of the load. */
    List<Tenancy> tenancies() {
        return all;
    }

    @Override
    public int work() {
        if (repeatedOrNull != null) {
            repeat();
        } else if (inDoubt.size() > IN_DOUBT) {
            drop(inDoubt.remove());
        } else if (living.size() < LIVING) {
            provision();
        } else {
            Tenancy tenancy = living.get(random.nextInt(living.size()));
            int what = random.nextInt(100);
            if (what < 35) {
                drop(living.remove(0));
            } else if (what < 50) {
                changeState(tenancy);
            } else if (what < 60) {
                rename(tenancy);
            } else {
                signIn(tenancy);
            }
        }
        return random.nextInt(PAUSE_MILLIS);
    }

    private void provision() {
        Tenancy tenancy = new Tenancy(prefix + all.size());
        all.add(tenancy);
        provisioned(tenancy, provision(Kind.PROVISION, tenancy));
        if (!tenancy.exists().isCertain()) {
            if (random.nextBoolean()) {
                repeatedOrNull = tenancy;
                repetitions = 0;
            } else {
                inDoubt.add(tenancy);
            }
        }
    }

    private void repeat() {
        Tenancy tenancy = repeatedOrNull;
        provisioned(tenancy, provision(Kind.REPEAT, tenancy));
        repetitions++;
        if (tenancy.exists().isCertain()) {
            repeatedOrNull = null;
        } else if (repetitions == REPETITIONS) {
            repeatedOrNull = null;
            inDoubt.add(tenancy);
        }
    }

    private void provisioned(Tenancy tenancy, Reply reply) {
        if (reply.isDone()) {
            tenancy.isKnownAs(reply.answer().json().get("id").asText());
            living.add(tenancy);
        }
    }

    private Reply provision(Kind kind, Tenancy tenancy) {
        Map<String, Object> request =
                TestTenants.request(tenancy.firstName(), Tenancy.FIRST_USER, Tenancy.PASSWORD);
        Reply reply = journal.note(kind, tenancy.exists().write(true, () -> platform.asAdmin(
                admin -> admin.post(TestTenants.PATH, request, "key-of-" + tenancy.firstName()))));
        if (reply.isRefused() && !(kind == Kind.REPEAT && reply.status() == 409)) {
            journal.wrong("provisioning of " + tenancy + ", which is new: " + reply.text());
        }
        return reply;
    }

    private void drop(Tenancy tenancy) {
        String name = name(tenancy);
        if (name == null) {
            inDoubt.add(tenancy);
            return;
        }
        Reply reply = journal.note(Kind.DROP, tenancy.exists().write(false, () -> platform.asAdmin(
                admin -> TestTenants.drop(admin, name))));
        if (reply.status() == 404 && tenancy.exists().possible().contains(false)) {
            tenancy.exists().settle(false);
        } else if (reply.isRefused() && reply.status() != 409) {
            journal.wrong("dropping of " + tenancy + ": " + reply.text());
        }
        if (!tenancy.exists().isCertainly(false)) {
            inDoubt.add(tenancy);
        }
    }

    private void changeState(Tenancy tenancy) {
        String name = name(tenancy);
        if (name == null) {
            return;
        }
        boolean isResumed = tenancy.state().possible().contains(Tenancy.SUSPENDED);
        tenancy.changes();
        Reply reply = journal.note(Kind.STATE, tenancy.state().write(
                isResumed ? Tenancy.ACTIVE : Tenancy.SUSPENDED, () -> platform.asAdmin(admin -> admin.post(
                        TestTenants.PATH + "/" + name + (isResumed ? "/resume" : "/suspend"), null))));
        if (reply.isRefused() && reply.status() != 409) {
            journal.wrong("change of state of " + tenancy + ": " + reply.text());
        }
    }

    private void rename(Tenancy tenancy) {
        String name = name(tenancy);
        if (name == null) {
            return;
        }
        String next = tenancy.firstName() + "n" + random.nextInt(1_000_000);
        tenancy.changes();
        Reply reply = journal.note(Kind.RENAME, tenancy.name().write(next, () -> platform.asAdmin(
                admin -> admin.put(TestTenants.PATH + "/" + name, Map.of("name", next)))));
        if (reply.isRefused() && reply.status() != 409) {
            journal.wrong("renaming of " + tenancy + ": " + reply.text());
        }
    }

    /** The tenant's current name. If the name is in doubt, asks the server; null if the server does not tell. */
    private String name(Tenancy tenancy) {
        if (tenancy.name().isCertain()) {
            return tenancy.name().value();
        }
        for (String name : tenancy.name().possible()) {
            Reply reply = platform.asAdmin(admin -> admin.get(TestTenants.PATH + "/" + name));
            if (reply.isDone()) {
                tenancy.name().settle(name);
                return name;
            }
        }
        return null;
    }

    private void signIn(Tenancy tenancy) {
        if (tenancy.isChanged()) {
            return;
        }
        Reply reply = journal.note(Kind.FIRST_LOGIN, platform.signIn(
                tenancy.firstName(), "admin-cli", Tenancy.FIRST_USER, Tenancy.PASSWORD));
        if (reply.isRefused()) {
            journal.wrong("login of the first user of " + tenancy + ": " + reply.text());
        }
    }
}
