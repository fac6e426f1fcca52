package dev.tenantry.it.examples;

/** The Quarkus example, which finds a tenant by the path. */
final class QuarkusExampleIT extends ExampleTests {

    QuarkusExampleIT() {
        super(Example.QUARKUS);
    }
}
