package dev.tenantry.web.signup;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.LinkExpirationFormatterMethod;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.theme.freemarker.FreeMarkerProvider;

/**
 * A mail in the realm's e-mail theme to a person who is not a user of the realm. Keycloak's EmailTemplateProvider can
 * only send mails to users. The mail is sent by the realm's mail server.
 *
 * @param template the template's name; the template is in the folders {@code text} and {@code html} of
 *     {@code theme-resources/templates}
 * @param subject the key of the subject's message
 */
record ThemedMail(KeycloakSession session, Locale locale, String template, String subject) {

    private static final Logger LOG = Logger.getLogger(ThemedMail.class);

    /**
     * Sends the mail.
     *
     * @return false if the mail can't be created, or if the mail server refuses the mail. In these cases an error is
     *     logged, without the recipient's address
     */
    boolean send(String recipient, Map<String, Object> attributes) {
        RealmModel realm = session.getContext().getRealm();
        try {
            Theme theme = session.theme().getTheme(Theme.Type.EMAIL);
            Properties messages = theme.getEnhancedMessages(realm, locale);
            attributes.put("locale", locale);
            attributes.put("ltr", true);
            attributes.put("msg", new MessageFormatterMethod(locale, messages));
            attributes.put("properties", theme.getProperties());
            attributes.put("realmName", realm.getDisplayName() == null ? realm.getName() : realm.getDisplayName());
            attributes.put("linkExpirationFormatter", new LinkExpirationFormatterMethod(messages, locale));
            FreeMarkerProvider freeMarker = session.getProvider(FreeMarkerProvider.class);
            session.getProvider(EmailSenderProvider.class).send(
                    realm.getSmtpConfig(),
                    recipient,
                    new MessageFormat(messages.getProperty(subject, subject), locale).format(new Object[0]),
                    freeMarker.processTemplate(attributes, "text/" + template, theme),
                    freeMarker.processTemplate(attributes, "html/" + template, theme));
            return true;
        } catch (EmailException | FreeMarkerException | IOException failure) {
            LOG.errorf("A mail could not be sent by realm %s: %s", realm.getName(), cause(failure));
            return false;
        }
    }

    /**
     * Returns a description of the failure for the log. Omits the mail server's messages, since they contain
     * recipients' addresses.
     */
    private static String cause(Throwable failure) {
        return failure.getCause() == null
                ? failure.getClass().getName()
                : failure.getClass().getName() + " by " + failure.getCause().getClass().getName();
    }
}
