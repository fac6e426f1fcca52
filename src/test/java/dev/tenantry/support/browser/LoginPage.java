package dev.tenantry.support.browser;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** One page of Keycloak's login theme {@code keycloak.v2}, as a user sees it. */
public final class LoginPage {

    /** Matches an alert at the top of a form, an error at a field of the form, and the text of the error page. */
    private static final String ERRORS = ".pf-m-danger .kc-feedback-text,"
            + " [id^=input-error]:not([id^=input-error-container]),"
            + " #kc-error-message p.instruction";

    /** The page's own form. If there is a second form, it leads away from the page. */
    static final String FORM = "form[method=post]";

    private final Document document;

    LoginPage(String html, URI address) {
        this.document = Jsoup.parse(html, address.toString());
    }

    public String title() {
        Element title = document.selectFirst("#kc-page-title");
        return title == null ? document.title() : title.text();
    }

    Optional<String> error() {
        return Optional.ofNullable(document.selectFirst(ERRORS)).map(Element::text);
    }

    /** The text of the first element that matches a CSS query; fails if there is none. */
    public String text(String query) {
        return element(query).text();
    }

    /** The texts of all elements that match a CSS query. */
    public List<String> texts(String query) {
        return document.select(query).eachText();
    }

    /** The text that the page gives to its script under a name. */
    public String scriptValue(String name) {
        Matcher value = Pattern.compile("\\b" + name + "\\s*:\\s*\"([^\"]*)\"").matcher(document.outerHtml());
        if (!value.find()) {
            throw new IllegalStateException("No script with " + name + " on the page \"" + title() + "\"");
        }
        return value.group(1);
    }

    /** The value that a field of the form has before the user types; null if there is no such field. */
    public String value(String field) {
        return fields(FORM).get(field);
    }

    /** The address of the link that matches a CSS query. */
    URI link(String query) {
        return URI.create(element(query).absUrl("href"));
    }

    /** The address to which the page's own form is sent. */
    public URI action() {
        return action(FORM);
    }

    /** The address to which the form that matches a CSS query is sent. */
    URI action(String form) {
        return URI.create(element(form).absUrl("action"));
    }

    /** The fields of the form that matches a CSS query, with the values they have before the user types. */
    Map<String, String> fields(String form) {
        FormElement element = (FormElement) element(form);
        Map<String, String> fields = new LinkedHashMap<>();
        for (Connection.KeyVal field : element.formData()) {
            fields.put(field.key(), field.value());
        }
        // A browser sends only the button that was pressed.
        element.select("[type=submit][name]").forEach(button -> fields.remove(button.attr("name")));
        return fields;
    }

    private Element element(String query) {
        Element element = document.selectFirst(query);
        if (element == null) {
            throw new IllegalStateException("No " + query + " on the page \"" + title() + "\": " + document.text());
        }
        return element;
    }
}
