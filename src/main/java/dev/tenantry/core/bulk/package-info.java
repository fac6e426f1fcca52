/**
 * Imports many new users into a tenant, chunk by chunk, and reports each refused line.
 *
 * <p>Plain Java. Depends on {@code user} and {@code tenant}. Packages that depend on Keycloak parse the lines. Start at
 * {@link dev.tenantry.core.bulk.BulkImport}. A chunk has up to 2,000 users, and is normally written by one COPY. At
 * most two chunks are in memory: one chunk is read while PostgreSQL writes the previous chunk. One thread is enough for
 * reading, since reading a chunk takes less time than writing it.
 *
 * <p>Rejected: a staging table, since every row would be written twice. Rejected: {@code insert … on conflict}, since
 * COPY has no such clause, and the clause does not report which line was refused. Rejected: dropping indexes in a
 * tenant that already has many users, since these users could not log in until the import ends. Rejected: several
 * writers for one input. Of two lines with the same user name, a random line would be refused, and the writers could
 * deadlock. A client can send two inputs at the same time instead.
 */
package dev.tenantry.core.bulk;
