package dev.tenantry.keycloak.startup.link;

import dev.tenantry.keycloak.startup.link.Link.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The list of the classes, methods and fields of Keycloak that Tenantry's classes need. */
public final class KeycloakLinks {

    static final String FILE = "/META-INF/tenantry/keycloak-links.txt";

    private final List<Link> links;

    private KeycloakLinks(List<Link> links) {
        this.links = links;
    }

    /** Reads the links from the file in the JAR. */
    public static KeycloakLinks written() {
        try (InputStream file = KeycloakLinks.class.getResourceAsStream(FILE)) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeycloakLinks of(String lines) {
        return new KeycloakLinks(lines.lines().map(Link::parse).toList());
    }

    public int count() {
        return links.size();
    }

    /** Resolves all links. The report contains each description only once, in the order of the file. */
    public LinkReport resolve(ClassLoader loader) {
        LinkResolution resolution = new LinkResolution(loader);
        Map<Boolean, List<String>> byEffect = links.stream().collect(Collectors.partitioningBy(
                link -> link.kind() == Kind.OVERRIDE, Collectors.flatMapping(resolution::missing, Collectors.toList())));
        return new LinkReport(
                byEffect.get(false).stream().distinct().toList(), byEffect.get(true).stream().distinct().toList());
    }
}
