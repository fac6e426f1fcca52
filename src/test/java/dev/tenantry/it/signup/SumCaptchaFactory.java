package dev.tenantry.it.signup;

import dev.tenantry.web.signup.Captcha;
import dev.tenantry.web.signup.CaptchaFactory;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** An operator's own captcha in a separate provider JAR, as docs/reference/sign-up.md describes. */
public final class SumCaptchaFactory implements CaptchaFactory {

    static final String ORIGIN = "https://captcha.test";

    /** Packages this class and its captcha into a provider JAR. */
    static Path jar(Path folder) {
        Path file = folder.resolve("sum-captcha.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> type : List.of(SumCaptchaFactory.class, SumCaptcha.class)) {
                String path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(path)) {
                    bytes.transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + CaptchaFactory.class.getName()));
            jar.write(SumCaptchaFactory.class.getName().getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getId() {
        return "sum";
    }

    @Override
    public Captcha create(KeycloakSession session) {
        return new SumCaptcha();
    }

    @Override
    public void init(Config.Scope options) {
        // The captcha has no options.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // The captcha needs no other provider.
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** Asks for the sum of two numbers. */
    static final class SumCaptcha implements Captcha {

        @Override
        public String html() {
            return "<label for=\"sum\">2 + 3?</label> <input id=\"sum\" name=\"sum\">";
        }

        @Override
        public List<String> origins() {
            return List.of(ORIGIN);
        }

        @Override
        public boolean accepts(MultivaluedMap<String, String> form, String address) {
            return "5".equals(form.getFirst("sum"));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
