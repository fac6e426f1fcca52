package dev.tenantry.core.bulk;

import java.util.List;

/**
 * The result of an import.
 *
 * @param lines all lines, except blank lines
 * @param imported new users
 * @param skipped lines whose user name existed
 * @param failed refused lines. If an atomic import refuses a line, it imports no user
 * @param errors the errors of the first thousand refused lines, in the order of the lines
 */
public record ImportResult(long lines, long imported, long skipped, long failed, List<LineError> errors) {}
