package dev.wharf.site.mail;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/// Sends by SMTP: encrypted or not at all, with the server's name checked against its certificate.
/// One connection for each mail: there are few.
public final class SmtpMailer implements Mailer {
    private final SmtpSettings settings;
    private final Supplier<Optional<Secret>> password;
    private final Clock clock;
    private final Session session;

    /// @param password asked for at every mail, so that a new one counts at once
    public SmtpMailer(SmtpSettings settings, Supplier<Optional<Secret>> password, Clock clock) {
        this.settings = settings;
        this.password = password;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings));
    }

    @Override
    public void send(Mail mail) {
        connected(
                transport -> {
                    MimeMessage message = message(mail);
                    transport.sendMessage(message, message.getAllRecipients());
                });
    }

    /// Connects as for a mail, encrypted and signed in, and sends none.
    ///
    /// @throws dev.wharf.core.error.WharfException as [#send] does
    public void greet() {
        connected(_ -> {});
    }

    @FunctionalInterface
    private interface Use {
        void of(Transport transport) throws MessagingException, UnsupportedEncodingException;
    }

    private void connected(Use use) {
        try (Transport transport = session.getTransport()) {
            connect(transport);
            use.of(transport);
        } catch (AuthenticationFailedException refused) {
            throw failed(
                    ErrorCode.SOURCE_REFUSED,
                    "the mail server does not accept the user or its password (secret"
                            + " smtp/password)",
                    refused);
        } catch (SendFailedException refused) {
            throw failed(
                    ErrorCode.SOURCE_REFUSED, "the mail server does not take this mail", refused);
        } catch (MessagingException | UnsupportedEncodingException failure) {
            throw failed(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "the mail server cannot be reached, or not over an encrypted connection",
                    failure);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (settings.user() == null) {
            transport.connect();
            return;
        }
        try (Secret secret = password.get().orElseThrow(this::noPassword)) {
            // The library takes a String and nothing else.
            transport.connect(settings.user(), new String(secret.bytes(), StandardCharsets.UTF_8));
        }
    }

    private WharfException noPassword() {
        return new WharfException(
                ErrorCode.SOURCE_REFUSED, "the mail server's password (smtp/password) is not set");
    }

    private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(settings.from().value(), settings.fromName(), "UTF-8"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to().value()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setText(mail.text(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        // So that no absence notice answers, and no list takes it.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static Properties properties(SmtpSettings settings) {
        String millis = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        switch (settings.security()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case PLAIN -> {}
        }
        if (settings.trust() != null) {
            properties.put("mail.smtp.ssl.socketFactory", settings.trust().getSocketFactory());
        }
        return properties;
    }

    /// Without what the server said: it may repeat addresses and parts of the mail.
    private static WharfException failed(ErrorCode code, String what, Exception cause) {
        return new WharfException(code, what + " (" + cause.getClass().getSimpleName() + ")");
    }
}
