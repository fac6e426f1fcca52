package dev.tenantry.support.postgres;

import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A database on a disk that a test can fill. If this process may mount a file system, as root usually may, the database
 * is on its own small file system. Otherwise triggers on its tables refuse every write: a trigger lets PostgreSQL write
 * to {@code /dev/full}, which fails with the same error of the same system call. For one thread.
 */
public final class SmallDisk implements AutoCloseable {

    private static final String DISK_FULL = "53100";
    private static final int MEGABYTES = 24;

    private static final String REFUSE = """
            create schema full_disk;
            create function full_disk.refuse() returns trigger language plpgsql security definer as $$
            begin
              copy (select 1) to '/dev/full';
              return null;
            end $$;
            do $$
            declare name text;
            begin
              for name in select format('%I.%I', schemaname, tablename) from pg_tables
                          where schemaname not in ('pg_catalog', 'information_schema') loop
                execute 'create trigger full_disk after insert or update on ' || name
                        || ' for each statement execute function full_disk.refuse()';
              end loop;
            end $$""";

    private final Path folder;
    private final boolean isMounted;
    private final TestDatabase database;

    private SmallDisk(Path folder, boolean isMounted, TestDatabase database) {
        this.folder = folder;
        this.isMounted = isMounted;
        this.database = database;
    }

    /** Creates an empty database of that name on a small disk. */
    public static SmallDisk of(Postgres postgres, String name) {
        Path folder = temporaryFolder();
        boolean isMounted = run(
                "mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m,mode=700", "tmpfs", folder.toString());
        if (!isMounted) {
            System.out.println("No file system may be mounted here: /dev/full stands in for a disk that is full");
            return new SmallDisk(folder, false, postgres.createDatabase(name));
        }
        TestDatabase server = postgres.database("postgres");
        server.execute("create tablespace small location '" + folder + "'");
        server.execute("create database " + name + " tablespace small");
        return new SmallDisk(folder, true, postgres.database(name));
    }

    public TestDatabase database() {
        return database;
    }

    /** Fills the disk, so that no write fits on it. */
    public void fill() {
        if (!isMounted) {
            database.execute(REFUSE);
            return;
        }
        database.execute("create table public.filler (text text)");
        for (int kilobytes = 1024; kilobytes >= 8; kilobytes /= 2) {
            while (fits(kilobytes)) {
                // The table has grown.
            }
        }
    }

    private boolean fits(int kilobytes) {
        try {
            database.execute(
                    "insert into public.filler select repeat('x', 1000) from generate_series(1, ?)", kilobytes);
            return true;
        } catch (IllegalStateException failure) {
            if (failure.getCause() instanceof SQLException refusal && DISK_FULL.equals(refusal.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }

    /** Makes room on the disk again. */
    public void empty() {
        database.execute(isMounted ? "drop table public.filler" : "drop schema full_disk cascade");
    }

    /** Removes the disk. PostgreSQL must have ended before. */
    @Override
    public void close() {
        if (isMounted && !run("umount", folder.toString())) {
            throw new IllegalStateException("Still in use: " + folder);
        }
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) {
        try {
            return Program.of(Path.of("/"), List.of(command)).run().exitCode() == 0;
        } catch (Program.AbsentException noSuchProgram) {
            return false;
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tenantry-small-disk-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
