package dev.tenantry.testkit;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Creates random names and passwords that can't be guessed. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** Returns a random name. The name is long enough that in practice no other tenant has the same name. */
    static String name() {
        return hex(6);
    }

    /** Returns a password that most password policies accept. */
    static String password() {
        return "Aa1-" + hex(16);
    }

    private static String hex(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
