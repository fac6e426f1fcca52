/**
 * Imports many new users into a tenant, chunk by chunk, and reports each refused line.
 *
 * <p>Plain Java. Depends on {@code user} and {@code tenant}. Other packages, which know Keycloak, parse the lines.
 * Start at {@link dev.tenantry.core.bulk.BulkImport}. A chunk is a few thousand users, and is written by one COPY. At
 * most two chunks are in memory, even if the input is long: one chunk is read and converted to rows while PostgreSQL
 * writes the previous chunk. One thread is enough for reading, since a chunk is read faster than written.
 *
 * <p>Rejected: a staging table, since every row would be written twice. Rejected: {@code insert … on conflict}, since
 * COPY does not support it, and since it does not report which line was refused. Rejected: dropping indexes in a tenant
 * that already has users, since the tenant is in service. Rejected: several writers for one input, since it would be
 * random which of two lines with the same name is refused, and since the writers could deadlock. A client can send two
 * inputs instead.
 */
package dev.tenantry.core.bulk;
