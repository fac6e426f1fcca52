/**
 * Imports many new users into a tenant, chunk by chunk, and reports each refused line.
 *
 * <p>This package is plain Java, and depends on {@code user}, {@code tenant} and {@code db}. Package {@code web.users}
 * parses the lines, since parsing needs classes of Keycloak. Start at {@link dev.tenantry.core.bulk.BulkImport}. A
 * chunk has up to 2,000 users, and is normally written by one COPY. At most two chunks are in memory: the import reads
 * one chunk while PostgreSQL writes the previous chunk. One thread is enough for reading, since reading a chunk takes
 * less time than writing it.
 *
 * <p>Rejected: a staging table, since every row would be written twice. Rejected: {@code insert … on conflict}, since
 * COPY has no such clause, and since the clause does not report which line was refused. Rejected: dropping indexes in a
 * tenant that already has many users, since these users could not log in until the import ends. Rejected: several
 * writers for one input. If two lines had the same user name, a random one of the two lines would be refused, and the
 * writers could deadlock. A client can send two inputs at the same time instead.
 */
package dev.tenantry.core.bulk;
