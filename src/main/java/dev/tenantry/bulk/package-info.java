/**
 * Many users at once: bringing new ones into a tenant, chunk by chunk, with a word on each line that was refused.
 *
 * <p>Plain Java on {@code user} and {@code tenant}: what a line says is read by others, who know Keycloak. Start at
 * {@link dev.tenantry.bulk.BulkImport}. A chunk is some thousand users and one COPY for each table; what is in memory is
 * a chunk that is read and one that is written, whatever the input is. Rejected: a staging table (every row would be
 * written twice), {@code insert … on conflict} (COPY can't, and would say nothing of the line), and dropping indexes
 * meanwhile (the tenant is in service).
 */
package dev.tenantry.bulk;
