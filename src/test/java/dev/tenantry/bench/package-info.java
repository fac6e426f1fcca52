/**
 * The benchmarks, which {@code mvn -Pbench} runs. A benchmark compares tenants' realms with standard realms in one run,
 * on the same server and the same PostgreSQL. Each benchmark prints its progress and writes its table and plot into
 * {@code docs/project/performance.md} or {@code docs/project/scale.md}.
 *
 * <p>The benchmarks use the infrastructure of the integration tests, but the benchmarks are no tests: a figure that is
 * worse than before does not fail the build. No other package may depend on this package. Rejected: JMH. It measures
 * methods, but these benchmarks measure requests to a server.
 */
package dev.tenantry.bench;
