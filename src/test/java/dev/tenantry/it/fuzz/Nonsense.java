package dev.tenantry.it.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A text that a caller sends by mistake or on purpose.
 *
 * @param name the text's name in reports; the text itself may have thousands of characters
 */
record Nonsense(String name, String text) {

    /** The beginning of a forged log line: no line of the server's log may begin with this text. */
    static final String FORGED = "FORGED-LINE";

    /** Texts that are most likely to break PostgreSQL, Unicode, SQL, indexes, templates or logs. */
    static final List<Nonsense> SHARP = List.of(
            new Nonsense("NUL", "a\0b"),
            new Nonsense("lone high surrogate", "a\uD800b"),
            new Nonsense("lone low surrogate", "\uDC00"),
            new Nonsense("too long for an index", random(9_000)),
            new Nonsense("SQL", "'; drop schema tenantry cascade; --"),
            new Nonsense("placeholders and quotes of JSON", "${name}\",\"enabled\":false,\"x\":\"\\"),
            new Nonsense("JNDI", "${jndi:ldap://127.0.0.1:1/a}"),
            new Nonsense("a line of a log", "x\r\n" + FORGED + " 2026-01-01 00:00:00,000 INFO  all is well"));

    static final List<Nonsense> TEXTS = Stream.concat(SHARP.stream(), Stream.of(
            new Nonsense("nothing", ""),
            new Nonsense("a blank", " "),
            new Nonsense("a tab", "\t"),
            new Nonsense("a control character", "a\u0007\u001B[31mb\u0085"),
            new Nonsense("right to left", "a\u202Edne\u202C \u05D0\u0627"),
            new Nonsense("combining", "e\u0301"),
            new Nonsense("composed", "\u00E9"),
            new Nonsense("a hundred accents", "e" + "\u0301".repeat(100)),
            new Nonsense("zero width", "a\u200Bb\u200D\uFEFF"),
            new Nonsense("four bytes", "\uD83D\uDE00\uD800\uDC00"),
            new Nonsense("not a character", "\uFFFF\uFFFE"),
            new Nonsense("sharp s", "\u00DF\u1E9E"),
            new Nonsense("Turkish i", "\u0130\u0131"),
            new Nonsense("lower case that grows", "\u0130".repeat(200)),
            new Nonsense("255 characters", "x".repeat(255)),
            new Nonsense("256 characters", "x".repeat(256)),
            new Nonsense("SQL or", "' or '1'='1"),
            new Nonsense("SQL union", "x') union select schema_name from tenantry.tenant --"),
            new Nonsense("SQL escape", "\\'; select pg_sleep(5); --"),
            new Nonsense("SQL dollars", "$$; select 1; $$ ? :name ::text"),
            new Nonsense("wildcards", "%_*"),
            new Nonsense("open quotes", "\""),
            new Nonsense("backslash", "\\"),
            new Nonsense("LDAP", "*)(uid=*))(|(uid=*"),
            new Nonsense("LDAP and", "admin)(&)"),
            new Nonsense("FreeMarker", "${7*7}<#assign x=\"freemarker.template.utility.Execute\"?new()>"),
            new Nonsense("expressions", "#{7*7}{{7*7}}${env:HOME}"),
            new Nonsense("HTML", "<script>alert(1)</script>"),
            new Nonsense("format", "%s%n%x{0}{}"),
            new Nonsense("path", "../../../../etc/passwd"),
            new Nonsense("dots", ".."),
            new Nonsense("slash", "/"),
            new Nonsense("matrix", "a;b=c;d"),
            new Nonsense("an id of a user", "f:00000000-0000-0000-0000-000000000000:x"),
            new Nonsense("half an id of a user", "f:"),
            new Nonsense("colons", ":::"),
            new Nonsense("null", "null"))).toList();

    /** Texts for parameters that expect a number. */
    static final List<Nonsense> NUMBERS = Stream.of(
                    "1", "0", "-1", "-2147483648", "2147483647", "2147483648", "9223372036854775808", "1.5", "1e3",
                    "NaN", "0x10", "+1", "١", "one", "", " 1", "1,2", "true", "1".repeat(10_000))
            .map(text -> new Nonsense("number " + text.substring(0, Math.min(20, text.length())), text))
            .toList();

    /** Segments of a path: all texts, encoded, and further segments that are sent without encoding. */
    static final List<Nonsense> SEGMENTS = segments(TEXTS);

    static final List<Nonsense> SHARP_SEGMENTS = segments(SHARP);

    String encoded() {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<Nonsense> segments(List<Nonsense> texts) {
        Stream<Nonsense> raw = Stream.of(
                        "%00", "a%00", "..", "%2e%2e", "..%2f..%2f", "%2f", "%252f", "%252e%252e", "%5c", ";a=b",
                        "a;x=%00", "a;name=b", "%ED%A0%80", "%C0%AF", "%FF", "%F4%90%80%80", "%0d%0aX:y", "a%20", "%20",
                        "a//b", ".", "%3f", "%23")
                .map(text -> new Nonsense("segment " + text, text));
        return Stream.concat(texts.stream().map(text -> new Nonsense(text.name, text.encoded())), raw)
                .filter(nonsense -> nonsense.text.length() < 3_000) // no server would read a longer segment
                .toList();
    }

    /** Random letters. PostgreSQL cannot compress them enough to fit into an index. */
    private static String random(int length) {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(length, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
        return text.toString();
    }
}
