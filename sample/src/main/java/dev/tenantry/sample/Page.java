package dev.tenantry.sample;

/** What a browser is shown. */
final class Page {

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>%1$s</title>
            <h1>%1$s</h1>
            %2$s
            """;
    private static final String HOME = """
            <p>You are <b id="username">%s</b> of <b id="tenant">%s</b>.</p>
            <form method="post" action="logout"><button>Sign out</button></form>""";

    private Page() {
    }

    static String home(Tenant tenant, Person person) {
        return HTML.formatted("Welcome to " + tenant.name(), HOME.formatted(escape(person.username()), tenant.name()));
    }

    static String message(String title) {
        return HTML.formatted(escape(title), "");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
