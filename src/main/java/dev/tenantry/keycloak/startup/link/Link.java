package dev.tenantry.keycloak.startup.link;

import java.util.Locale;

/**
 * One requirement of Tenantry's classes on Keycloak's classes. The file of links has one line for each link.
 *
 * @param owner the name of a class, such as {@code org.keycloak.models.RealmModel}. The owner of a member may also be a
 *     class of Tenantry that inherits the member from a class of Keycloak, because javac writes the inheriting class
 *     into the reference.
 * @param member the name and the descriptor of a member, separated by a blank; for {@code LAMBDA}, the name of the
 *     method; for {@code CLASS} or {@code IMPLEMENTATION}, an empty string
 */
record Link(Kind kind, String owner, String member) {

    enum Kind {
        /** A class of Keycloak that must exist. */
        CLASS,
        /** A field that the owner must have or inherit. */
        FIELD,
        /** A concrete class of Tenantry that must implement all abstract methods that it inherits. */
        IMPLEMENTATION,
        /**
         * An interface of Keycloak that Tenantry implements by a lambda. The member must be the interface's only
         * abstract method.
         */
        LAMBDA,
        /** A method or constructor that the owner must have or inherit. */
        METHOD,
        /** A method of Tenantry that overrides or implements a method of Keycloak. */
        OVERRIDE
    }

    static Link parse(String line) {
        String[] words = line.split(" ", 3);
        return new Link(Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1], words.length < 3 ? "" : words[2]);
    }

    String line() {
        return (kind.name().toLowerCase(Locale.ROOT) + " " + owner + " " + member).trim();
    }
}
