package dev.tenantry.core.bulk;

import java.util.List;

/**
 * The result of an import.
 *
 * @param lines without blank lines
 * @param imported new users
 * @param skipped lines whose user name existed
 * @param failed refused lines; with any refused line, an atomic import has imported no user
 * @param errors the first thousand, in order of their lines
 */
public record ImportResult(long lines, long imported, long skipped, long failed, List<LineError> errors) {}
