package dev.tenantry.it.examples;

/** The Quarkus example reads the tenant from the path. */
final class QuarkusExampleIT extends ExampleTests {

    QuarkusExampleIT() {
        super(Example.QUARKUS);
    }
}
