package dev.tenantry.sample;

/** Runs the application until it is ended. The environment says where it is: see {@link Settings}. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        Settings settings = Settings.from(System.getenv());
        Sample.start(settings);
        System.out.println("Tenants sign in at " + settings.address() + "/<tenant>/");
    }
}
