package dev.tenantry.core.bulk;

import java.util.List;

/**
 * The result of an import.
 *
 * @param lines the number of lines, without blank lines
 * @param imported the number of imported users
 * @param skipped the number of lines that were skipped, since their user name existed already
 * @param failed the number of refused lines; if an atomic import has refused a line, {@code imported} is 0
 * @param errors the errors of the first thousand refused lines, in the order of the lines
 */
public record ImportResult(long lines, long imported, long skipped, long failed, List<LineError> errors) {}
