package dev.tenantry.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Users of one tenant sign up, sign in, and change their name, attribute and password, one at a time. One thread. */
final class People implements Worker {

    private static final int PAUSE_MILLIS = 250;

    private final Platform platform;
    private final Journal journal;
    private final String realm;
    private final String prefix;
    private final Random random;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> certain = new ArrayList<>();

    /** @param prefix the beginning of the names of these users, and of no other user in the realm */
    People(Platform platform, Journal journal, String realm, String prefix, Random random) {
        this.platform = platform;
        this.journal = journal;
        this.realm = realm;
        this.prefix = prefix;
        this.random = random;
    }

    /** All users who have tried to sign up. Call it after the end of the load. */
    List<Member> members() {
        return members;
    }

    @Override
    public int work() {
        int what = random.nextInt(100);
        if (certain.isEmpty() || what < 8) {
            signUp();
            return random.nextInt(PAUSE_MILLIS);
        }
        Member member = certain.get(random.nextInt(certain.size()));
        if (what < 60) {
            signIn(member);
        } else if (what < 80) {
            update(member);
        } else if (what < 90) {
            choosePassword(member);
        } else {
            look(member);
        }
        return random.nextInt(PAUSE_MILLIS);
    }

    private void signUp() {
        String username = prefix + members.size();
        Member member = new Member(realm, username, "secret-of-" + username + "-0");
        members.add(member);
        Kind kind = random.nextBoolean() ? Kind.SIGN_UP_BY_FORM : Kind.SIGN_UP_BY_ADMIN;
        Reply reply = journal.note(kind, member.exists().write(true,
                () -> kind == Kind.SIGN_UP_BY_FORM ? byForm(member) : byAdmin(member)));
        if (reply.isRefused()) {
            journal.wrong("sign-up of " + member + ", who is new: " + reply.text());
        }
        if (reply.isDone()) {
            certain.add(member);
        }
    }

    private Reply byAdmin(Member member) {
        Map<String, Object> user = new HashMap<>(member.profile(0));
        user.put("enabled", true);
        user.put("attributes", Map.of("step", List.of("0")));
        user.put("credentials", List.of(Map.of("type", "password", "value", member.password().value())));
        return platform.asAdmin(admin -> admin.post("/" + realm + "/users", user));
    }

    private Reply byForm(Member member) {
        return platform.toEither(node -> {
            LoginBrowser browser = new LoginBrowser(new Realm(platform.url(node), realm));
            try {
                browser.register(TestRealm.APPLICATION, TestRealm.REDIRECT_URI);
                browser.page().value("username"); // throws if the page is not the form
            } catch (RuntimeException noForm) {
                return Reply.none(Ending.NOT_SENT, noForm.toString());
            }
            return submit(browser, member);
        });
    }

    private static Reply submit(LoginBrowser browser, Member member) {
        Map<String, String> fields = new HashMap<>(member.profile(0));
        fields.put("password", member.password().value());
        fields.put("password-confirm", member.password().value());
        try {
            LoginOutcome outcome = browser.submit(fields);
            boolean isSignedIn = outcome instanceof LoginOutcome.SignedIn;
            // An error page may have been shown after the work was done.
            return Reply.none(isSignedIn ? Ending.ACKNOWLEDGED : Ending.IN_DOUBT, outcome.toString());
        } catch (UncheckedIOException lost) {
            boolean nobodyListened = lost.getCause() instanceof ConnectException;
            return Reply.none(nobodyListened ? Ending.NOT_SENT : Ending.IN_DOUBT, lost.toString());
        } catch (RuntimeException noPage) {
            return Reply.none(Ending.IN_DOUBT, noPage.toString());
        }
    }

    private void signIn(Member member) {
        Reply reply = null;
        for (String password : member.password().possible()) {
            reply = journal.note(Kind.LOGIN,
                    platform.signIn(realm, TestRealm.APPLICATION, member.username(), password));
            if (reply.isDone()) {
                member.password().settle(password);
            }
            if (!reply.isRefused()) {
                return;
            }
        }
        journal.wrong("login of " + member + " with " + member.password().possible().size()
                + " passwords that may be right: " + reply.text());
    }

    private void update(Member member) {
        String id = id(member);
        if (id == null) {
            return;
        }
        int step = member.step().possible().stream().mapToInt(Integer::intValue).max().orElseThrow() + 1;
        Map<String, Object> user = new HashMap<>(member.profile(step));
        user.put("attributes", Map.of("step", List.of(Integer.toString(step))));
        Reply reply = journal.note(Kind.UPDATE, member.step().write(step,
                () -> platform.asAdmin(admin -> admin.put("/" + realm + "/users/" + id, user))));
        if (reply.isRefused()) {
            journal.wrong("update of " + member + ": " + reply.text());
        }
    }

    private void choosePassword(Member member) {
        String id = id(member);
        if (id == null) {
            return;
        }
        String password = "secret-of-" + member.username() + "-" + (1 + random.nextInt(1_000_000));
        Reply reply = journal.note(Kind.PASSWORD, member.password().write(password,
                () -> platform.asAdmin(admin -> admin.put("/" + realm + "/users/" + id + "/reset-password",
                        Map.of("type", "password", "value", password, "temporary", false)))));
        if (reply.isRefused()) {
            journal.wrong("password of " + member + ": " + reply.text());
        }
    }

    private String id(Member member) {
        return member.idOrNull() == null ? look(member) : member.idOrNull();
    }

    /** Searches for the user. In an outage a search fails, possibly with a 400. It must never return an empty list. */
    private String look(Member member) {
        Reply reply = journal.note(Kind.LOOK, platform.asAdmin(
                admin -> admin.get("/" + realm + "/users?exact=true&username=" + member.username())));
        if (reply.isDone()) {
            JsonNode found = reply.answer().json();
            if (found.size() == 1) {
                member.isKnownAs(found.get(0).get("id").asText());
            } else {
                journal.wrong("search for " + member + ": " + reply.text());
            }
        } else if (reply.isRefused() && reply.status() != 400) {
            journal.wrong("search for " + member + ": " + reply.text());
        }
        return member.idOrNull();
    }
}
