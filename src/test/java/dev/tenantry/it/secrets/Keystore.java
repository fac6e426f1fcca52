package dev.tenantry.it.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A PKCS12 keystore. Like operators, the tests make the file with the JDK's {@code keytool}. */
public record Keystore(Path file, String password) {

    public void put(String alias, String value) {
        ProcessBuilder keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-importpass", "-alias", alias, "-storetype", "PKCS12",
                        "-keystore", file.toString(), "-storepass", password)
                .redirectErrorStream(true);
        try {
            Process process = keytool.start();
            process.getOutputStream().write((value + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
