/**
 * Imports many new users into a tenant, chunk by chunk, and reports each refused line.
 *
 * <p>Plain Java on {@code user} and {@code tenant}; packages that know Keycloak parse the lines. Start at
 * {@link dev.tenantry.core.bulk.BulkImport}. A chunk is some thousand users and one COPY. In memory are one chunk
 * that is read and converted to rows, and one that is written, whatever the length of the input: PostgreSQL takes
 * longer to write a chunk than a thread takes to read one.
 *
 * <p>Rejected: a staging table (every row would be written twice); {@code insert … on conflict} (COPY can't, and
 * would not report the line); dropping indexes in a tenant with users (the tenant is in service); and several
 * writers for one input (chance would decide which of two lines with one name is refused, and two writers that wait
 * for each other would deadlock; a client can send two inputs).
 */
package dev.tenantry.core.bulk;
