package dev.tenantry.testkit;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What nobody guesses. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** One that no other tenant has. */
    static String name() {
        return hex(6);
    }

    /** One that most password policies let pass. */
    static String password() {
        return "Aa1-" + hex(16);
    }

    private static String hex(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
