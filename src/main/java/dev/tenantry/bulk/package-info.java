/**
 * Many users at once: bringing new ones into a tenant, chunk by chunk, with a word on each line that was refused.
 *
 * <p>Plain Java on {@code user} and {@code tenant}: what a line says is read by others, who know Keycloak. Start at
 * {@link dev.tenantry.bulk.BulkImport}. A chunk is some thousand users and one COPY; what is in memory is
 * a chunk that is read and made into rows, and one that is written, whatever the input is: PostgreSQL takes longer to
 * write one than a thread takes to read one. Rejected: a staging table (every row would be written twice),
 * {@code insert … on conflict} (COPY can't, and would say nothing of the line), dropping indexes meanwhile (the tenant
 * is in service), and several writers for one input (which of two lines with one name is refused would be chance, and
 * two that wait for each other end one another; who wants two sends two).
 */
package dev.tenantry.bulk;
