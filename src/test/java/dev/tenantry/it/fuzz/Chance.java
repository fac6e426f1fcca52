package dev.tenantry.it.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random nonsense beyond the fixed lists, and a random choice from these lists. Equal seeds give equal requests. For
 * one thread.
 */
final class Chance {

    private static final String SEED = "tenantry.fuzz.seed";

    /** A run sends one request of this many. */
    private static final int SENT = 3;

    private final Random random;

    private Chance(long seed) {
        this.random = new Random(seed);
    }

    /** Uses the seed in the system property {@code tenantry.fuzz.seed}, or else a new seed. Prints the seed. */
    static Chance printed() {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.out.println("-D" + SEED + "=" + seed);
        return new Chance(seed);
    }

    Random random() {
        return random;
    }

    /** Returns a third of the requests, in the same order. With {@code -Dtenantry.fuzz.all=true}, returns all. */
    List<Shot> some(List<Shot> shots) {
        return Boolean.getBoolean("tenantry.fuzz.all")
                ? shots
                : shots.stream().filter(shot -> random.nextInt(SENT) == 0).toList();
    }

    /** Requests with nonsense in several places at once. */
    List<Shot> shots(List<Endpoint> endpoints, int count, String tenant, Map<Endpoint, Object> bodies) {
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Endpoint endpoint = endpoints.get(random.nextInt(endpoints.size()));
            String path = endpoint.path();
            for (String name : endpoint.inPath()) {
                // A release of this tenant would succeed, and later requests would find no tenant.
                boolean isSane = name.equals("name") && random.nextBoolean() && !endpoint.path().endsWith("release");
                path = path.replace("{" + name + "}", isSane ? tenant : "x" + text().encoded());
            }
            StringBuilder query = new StringBuilder("?");
            for (String name : endpoint.inQuery()) {
                query.append(name).append('=').append(text().encoded()).append('&');
            }
            Map<String, String> headers = new HashMap<>();
            if (endpoint.consumes() != null) {
                headers.put("Content-Type", endpoint.consumes());
            }
            byte[] body = endpoint.consumes() == null ? null : garbled(Mutants.bytes(bodies.get(endpoint)));
            shots.add(new Shot(endpoint + " by chance, " + i, endpoint.method(), path + query, headers, body));
        }
        return shots;
    }

    /** Changes, removes or repeats a few bytes of a body, or inserts nonsense. */
    byte[] garbled(byte[] body) {
        StringBuilder text = new StringBuilder(new String(body, StandardCharsets.ISO_8859_1));
        for (int changes = 1 + random.nextInt(3); changes > 0 && text.length() > 2; changes--) {
            int at = random.nextInt(text.length() - 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(at, text.substring(at, end));
                default -> text.insert(at, new String(
                        text().text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Nonsense text() {
        if (random.nextBoolean()) {
            Nonsense known = Nonsense.TEXTS.get(random.nextInt(Nonsense.TEXTS.size()));
            return known.text().length() < 300 ? known : new Nonsense("", known.text().substring(0, 300));
        }
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            int bound = random.nextBoolean() ? 128 : random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT;
            text.appendCodePoint(random.nextInt(bound));
        }
        return new Nonsense("", text.toString());
    }
}
