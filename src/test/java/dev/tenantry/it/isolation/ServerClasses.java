package dev.tenantry.it.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the tested server: of a Keycloak distribution and of the providers in it, and no other classes. */
final class ServerClasses implements AutoCloseable {

    private static final List<String> FOLDERS = List.of("lib/lib/main", "lib/lib/boot", "providers");

    private final URLClassLoader loader;

    private ServerClasses(URLClassLoader loader) {
        this.loader = loader;
    }

    static ServerClasses of(Path home) {
        List<URL> jars = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(home.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar")).map(ServerClasses::url).forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ServerClasses(new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    Class<?> load(String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("This Keycloak has no class " + name, e);
        }
    }

    /** The names of the classes that are registered as factories of that type. */
    List<String> factories(String type) {
        List<String> names = new ArrayList<>();
        try {
            for (URL file : Collections.list(loader.getResources("META-INF/services/" + type))) {
                try (var content = file.openStream()) {
                    new String(content.readAllBytes(), StandardCharsets.UTF_8).lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The id of a factory, which is also the segment of the path that the factory's endpoints are below. */
    String id(String factory) {
        try {
            Object made = load(factory).getDeclaredConstructor().newInstance();
            return (String) made.getClass().getMethod("getId").invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Without an id: " + factory, e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
