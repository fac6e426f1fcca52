package dev.tenantry.cli;

import java.util.List;
import java.util.stream.Stream;

/** All that there are, in the order of the help. */
final class Verbs {

    static final List<Verb> ALL = Stream.of(
                    ReadingVerbs.ALL, LifeVerbs.ALL, MigrationVerbs.ALL, RealmVerbs.ALL, BundleVerbs.ALL,
                    UserVerbs.ALL, AccessVerbs.ALL)
            .flatMap(List::stream)
            .toList();

    private Verbs() {}

    /** @throws UsageException where there is none of this name */
    static Verb named(String name) {
        return ALL.stream()
                .filter(verb -> verb.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no command " + name));
    }

    static String path(Arguments arguments) {
        return path(arguments.operand(0));
    }

    static String path(String name) {
        return "/" + Form.segment(name);
    }
}
