package dev.tenantry.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestRealm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks that all users exist whose sign-up was acknowledged, with all their acknowledged changes. */
final class AftermathOfPeople {

    private final Platform platform;
    private final List<Member> members;
    private final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> halfMade = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();

    AftermathOfPeople(Platform platform, List<Member> members) {
        this.platform = platform;
        this.members = members;
    }

    List<Check> checks() {
        members.parallelStream().forEach(this::look);
        return List.of(
                new Check("acknowledged sign-ups, updates and passwords of users are there", acknowledged.get(),
                        new ArrayList<>(lost)),
                new Check("users are there with all they signed up with, or not at all", members.size(),
                        new ArrayList<>(halfMade)));
    }

    private void look(Member member) {
        boolean mustBeThere = member.exists().isCertainly(true);
        acknowledged.addAndGet(mustBeThere ? 1 : 0);
        Reply reply = platform.asAdmin(admin -> admin.get(
                "/" + member.realm() + "/users?exact=true&briefRepresentation=false&username=" + member.username()));
        if (!reply.isDone()) {
            lost.add(member + " can't be looked for: " + reply.text());
            return;
        }
        JsonNode found = reply.answer().json();
        if (found.isEmpty()) {
            if (mustBeThere) {
                lost.add(member + " is not there");
            }
        } else if (!member.exists().possible().contains(true)) {
            halfMade.add(member + " is there and was refused");
        } else {
            compare(member, found.get(0), mustBeThere ? lost : halfMade);
        }
    }

    private void compare(Member member, JsonNode user, ConcurrentLinkedQueue<String> problems) {
        int step = Member.stepOf(user.get("firstName").asText());
        JsonNode attribute = user.at("/attributes/step/0");
        if (!member.step().possible().contains(step)) {
            problems.add(member + " is at update " + step + " and not one of " + member.step().possible());
        }
        if (step != attribute.asInt(0)) {
            halfMade.add(member + " is at update " + step + " by name, and by attribute at " + attribute);
        }
        if (!user.path("email").asText().equals(member.email())) {
            halfMade.add(member + " has the e-mail " + user.path("email"));
        }
        boolean letIn = member.password().possible().stream().anyMatch(password -> platform.signIn(
                member.realm(), TestRealm.APPLICATION, member.username(), password).isDone());
        if (!letIn) {
            problems.add(member + " can't sign in with any of " + member.password().possible().size() + " passwords");
        }
    }
}
