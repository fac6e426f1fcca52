package dev.tenantry.it.faults;

import java.util.List;

/** The results of a run with faults as a page of Markdown. */
record Report(long seed, FaultInjector faults, Journal journal, Watch watch, String load, List<Check> checks) {

    String text() {
        StringBuilder text = new StringBuilder("# Faults\n\n%s\n\nSeed %d; %s.\n\nWrong answers: %d\n\n".formatted(
                faults, seed, load, journal.wrongAnswers().size()));
        text.append("| requests | sent | acknowledged | refused | in doubt | nobody listened |\n");
        text.append("|---|--:|--:|--:|--:|--:|\n");
        for (Kind kind : Kind.values()) {
            int acknowledged = journal.count(kind, Ending.ACKNOWLEDGED);
            int refused = journal.count(kind, Ending.REFUSED);
            int inDoubt = journal.count(kind, Ending.IN_DOUBT);
            text.append("| %s | %d | %d | %d | %d | %d |\n".formatted(kind.title(), acknowledged + refused + inDoubt,
                    acknowledged, refused, inDoubt, journal.count(kind, Ending.NOT_SENT)));
        }
        text.append("\nStatus by request (0: no answer): ").append(journal.statuses()).append("\n\n");
        text.append("Sessions at the database: ").append(watch).append("\n\n");
        text.append("| afterwards | looked at | problems |\n|---|--:|--:|\n");
        checks.forEach(check -> text.append("| %s | %d | %d |\n".formatted(
                check.what(), check.looked(), check.problems().size())));
        checks.forEach(check -> check.problems().forEach(
                problem -> text.append("\n* ").append(check.what()).append(": ").append(problem)));
        journal.wrongAnswers().forEach(answer -> text.append("\n* wrong answer: ").append(answer));
        return text.append('\n').toString();
    }
}
