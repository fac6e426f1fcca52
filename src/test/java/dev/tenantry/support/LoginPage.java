package dev.tenantry.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** One page of Keycloak's login theme {@code keycloak.v2}, as a user sees it. */
final class LoginPage {

    /** An alert at the top of a form, an error at one of its fields, and the page that is nothing but an error. */
    private static final String ERRORS = ".pf-m-danger .kc-feedback-text,"
            + " [id^=input-error]:not([id^=input-error-container]),"
            + " #kc-error-message p.instruction";

    private final Document document;

    LoginPage(String html, URI address) {
        this.document = Jsoup.parse(html, address.toString());
    }

    String title() {
        Element title = document.selectFirst("#kc-page-title");
        return title == null ? document.title() : title.text();
    }

    Optional<String> error() {
        return Optional.ofNullable(document.selectFirst(ERRORS)).map(Element::text);
    }

    /** Where the page's form is sent. */
    URI action() {
        return URI.create(form().absUrl("action"));
    }

    /** The form's fields with the values they have before the user types. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Connection.KeyVal field : form().formData()) {
            fields.put(field.key(), field.value());
        }
        return fields;
    }

    private FormElement form() {
        // A second form, where there is one, leads away from this page.
        Element form = document.selectFirst("form[method=post]");
        if (form == null) {
            throw new IllegalStateException("No form on the page \"" + title() + "\"");
        }
        return (FormElement) form;
    }
}
