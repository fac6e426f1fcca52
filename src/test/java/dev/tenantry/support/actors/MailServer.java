package dev.tenantry.support.actors;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.Backend;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An SMTP server on its own port, and the mailboxes of all recipients of mails from Keycloak. */
public final class MailServer implements AutoCloseable {

    private static final int ANY_PORT = 0;

    private final Backend backend = Backend.chosen();
    private final GreenMail server =
            new GreenMail(new ServerSetup(ANY_PORT, backend.addressOfTests(), ServerSetup.PROTOCOL_SMTP));

    public MailServer() {
        server.start();
    }

    /** Makes a realm send its mails by this server. */
    public void serve(TestRealm realm) {
        taken(realm.put("", settings(realm.name())));
    }

    /** Makes realm master send its mails by this server. */
    public void serveMaster(KeycloakUnderTest keycloak) {
        taken(keycloak.admin().put("/master", settings("master")));
    }

    private Map<String, Object> settings(String realm) {
        return Map.of("smtpServer", Map.of(
                "host", backend.hostOfTests(),
                "port", Integer.toString(server.getSmtp().getPort()),
                "from", "keycloak@" + realm + ".test"));
    }

    private static void taken(Answer answer) {
        if (answer.status() != 204) {
            throw new IllegalStateException("The realm did not take the mail server: " + answer);
        }
    }

    /** Returns the newest mail to this address. If there is no mail yet, waits for the first. */
    public Mail newest(String recipient) {
        Eventually.holds("mail for " + recipient, () -> !mails(recipient).isEmpty());
        List<Mail> mails = mails(recipient);
        return mails.get(mails.size() - 1);
    }

    /** The mails to this address so far, the oldest first. */
    public List<Mail> mails(String recipient) {
        return all().stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    /** All mails so far, the oldest first. */
    public List<Mail> all() {
        return Stream.of(server.getReceivedMessages()).map(MailServer::read).toList();
    }

    /** The number of all mails so far. */
    public int count() {
        return server.getReceivedMessages().length;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Mail read(MimeMessage message) {
        try {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            return new Mail(message.getRecipients(Message.RecipientType.TO)[0].toString(), message.getSubject(),
                    (String) parts.getBodyPart(0).getContent(), (String) parts.getBodyPart(1).getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("Not a mail of Keycloak's", e);
        }
    }
}
