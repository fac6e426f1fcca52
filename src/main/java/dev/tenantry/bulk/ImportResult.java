package dev.tenantry.bulk;

import java.util.List;

/**
 * How an import has ended.
 *
 * @param lines that were not blank
 * @param imported new users
 * @param skipped lines whose user name somebody had
 * @param failed lines that were refused; where that is one or more, an atomic import has imported nobody
 * @param errors the first thousand, in order of their lines
 */
public record ImportResult(long lines, long imported, long skipped, long failed, List<LineError> errors) {}
