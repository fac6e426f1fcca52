/**
 * The benchmarks, which {@code mvn -Pbench} runs. They compare tenants' realms with standard realms in one run, on the
 * same server and the same PostgreSQL. Each benchmark prints its progress and writes its table and plot into {@code
 * docs/project/performance.md} or {@code docs/project/scale.md}.
 *
 * <p>Benchmarks use the infrastructure of the integration tests, but they are no tests: a figure that is worse than
 * before fails nothing. Nothing may depend on this package. Rejected: JMH. It measures methods, but these benchmarks
 * measure requests to a server.
 */
package dev.tenantry.bench;
