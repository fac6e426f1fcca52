package dev.tenantry.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that runs in the background, with a folder of its own, until it is stopped. The program is ready when it
 * accepts connections on its port of this machine.
 */
public final class BackgroundProgram implements AutoCloseable {

    private final String name;
    private final Path folder;
    private final int port;
    private final Process process;

    private BackgroundProgram(String name, Path folder, int port, Process process) {
        this.name = name;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Creates a folder for a program's files. All users can read the folder, since a program that root starts may
     * become another user.
     */
    public static Path newFolder(String name) {
        try {
            Path folder = Files.createTempDirectory("tenantry-" + name + "-");
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The binary that the system property {@code tenantry.<name>} names, or else the installed binary. Debian installs
     * servers in a folder that only root's path contains.
     */
    public static String binary(String name) {
        String installed = "/usr/sbin/" + name;
        return System.getProperty("tenantry." + name, Files.exists(Path.of(installed)) ? installed : name);
    }

    /**
     * Starts a program, and waits until it is ready.
     *
     * @param name the program, for messages
     * @param debianPackage the package to install if there is no such program
     * @param folder removed when the program is stopped
     * @param port the port on which the program will listen
     */
    public static BackgroundProgram start(
            String name, String debianPackage, Path folder, int port, List<String> command) {
        BackgroundProgram started =
                new BackgroundProgram(name, folder, port, launch(name, debianPackage, folder, command));
        try {
            Eventually.holds(name + " listens", started::listens);
            return started;
        } catch (RuntimeException | Error failure) {
            started.kill();
            throw failure;
        }
    }

    private static Process launch(String name, String debianPackage, Path folder, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException absent) {
            throw absent(name, debianPackage, absent);
        }
    }

    /** Returns the exception that says which package to install. */
    public static IllegalStateException absent(String name, String debianPackage, Exception cause) {
        return new IllegalStateException(
                "This test needs " + name + " (on Debian: apt-get install " + debianPackage + ")", cause);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended:\n" + log());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The output of the program. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the program without asking it. */
    public void kill() {
        process.destroyForcibly();
        close();
    }

    /** Asks the program to end, waits until it has ended, and removes its folder. Can be called again. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            deleteFolder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteFolder() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
