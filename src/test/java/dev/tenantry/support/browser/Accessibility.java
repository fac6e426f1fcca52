package dev.tenantry.support.browser;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openqa.selenium.WebDriver;

/** Checks a page with axe. Serious and critical violations fail the check; all violations are printed. */
final class Accessibility {

    private static final Set<String> FAILING = Set.of("serious", "critical");

    private Accessibility() {
    }

    /**
     * @param page the name of the page in the printed text
     * @throws AssertionError if a rule is broken; the message names each broken rule and the elements that break it
     */
    static void check(WebDriver browser, String page) {
        Results results = new AxeBuilder().analyze(browser);
        if (results.isErrored()) {
            throw new IllegalStateException("axe did not run on " + page + ": " + results.getErrorMessage());
        }
        List<Rule> broken = results.getViolations();
        System.out.println("axe: " + page + ": " + results.getPasses().size() + " rules kept, "
                + (broken.isEmpty() ? "none broken" : describe(broken)));
        List<Rule> failing = broken.stream().filter(rule -> FAILING.contains(rule.getImpact())).toList();
        if (!failing.isEmpty()) {
            throw new AssertionError("Not accessible: " + page + ": " + describe(failing));
        }
    }

    private static String describe(List<Rule> rules) {
        return rules.stream()
                .map(rule -> rule.getImpact() + " " + rule.getId() + " (" + rule.getHelp() + ") at "
                        + rule.getNodes().stream().map(CheckedNode::getHtml).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }
}
