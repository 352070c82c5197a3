package dev.wharf.app.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.config.Setting;
import dev.wharf.app.server.Listening;
import dev.wharf.app.server.PemCertificate;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.account.Notice;
import dev.wharf.site.alert.AlertSettings;
import dev.wharf.site.enrolment.EnrolmentSettings;
import dev.wharf.site.mail.SmtpSettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the configuration says of the site, in the site's own words.
record SiteSetting(Configuration configuration) {
    private static final Duration LINK_LIFE = Duration.ofDays(3);
    private static final Duration SMTP_TIMEOUT = Duration.ofSeconds(20);

    /// What an employee reads where the firm has written nothing of its own.
    private static final Notice NO_NOTICE =
            new Notice(
                    "none",
                    "The organisation has not configured a notice (setting notice-file). Ask your contact before you agree.");

    /// Where the site listens for everybody.
    Listening listening() {
        return listening(Setting.SITE_LISTEN, certificate());
    }

    Listening health() {
        return listening(Setting.SITE_HEALTH, null);
    }

    private Listening listening(Setting setting, @Nullable PemCertificate certificate) {
        String text = configuration.text(setting);
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, colon).replace("[", "").replace("]", "");
        return new Listening(host, Integer.parseInt(text.substring(colon + 1)), certificate);
    }

    private @Nullable PemCertificate certificate() {
        Optional<Path> chain = configuration.path(Setting.SITE_CERTIFICATE);
        Optional<Path> key = configuration.path(Setting.SITE_CERTIFICATE_KEY);
        if (chain.isPresent() != key.isPresent()) {
            throw wrong("site-certificate and site-certificate-key belong together");
        }
        return chain.isPresent() && key.isPresent()
                ? new PemCertificate(chain.get(), key.get())
                : null;
    }

    /// The site's address for those outside; without one, that of this machine.
    URI base() {
        Listening at = listening();
        return configuration
                .address(Setting.SITE_ADDRESS)
                .orElseGet(
                        () ->
                                URI.create(
                                        "%s://%s:%d"
                                                .formatted(
                                                        at.certificate() == null ? "http" : "https",
                                                        at.host(),
                                                        at.port())));
    }

    URI webhook(String gateway) {
        URI base = configuration.address(Setting.GATEWAY_WEBHOOK).orElseGet(this::base);
        return URI.create(base.toString().replaceFirst("/$", "") + "/webhook/linked/" + gateway);
    }

    EnrolmentSettings enrolment() {
        return new EnrolmentSettings(
                base(),
                configuration.text(Setting.FIRM),
                configuration.text(Setting.CONTACT),
                notice(),
                LINK_LIFE);
    }

    /// Whom the firm says are its people, as the file says now.
    ///
    /// @throws WharfException `CONFIG_INVALID` when it cannot be read, `MAPPING_INVALID` naming
    ///   line and column
    Optional<Directory> people() {
        Optional<Path> file = configuration.path(Setting.ENROLMENT_USERS);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    UsersFile.parse(file.get().toString(), Files.readAllBytes(file.get())));
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "Could not read the users file %s; check setting enrolment-users."
                            .formatted(file.get()),
                    unreadable);
        }
    }

    private Notice notice() {
        Optional<Path> file = configuration.path(Setting.NOTICE_FILE);
        if (file.isEmpty()) {
            return NO_NOTICE;
        }
        try {
            return new Notice(
                    String.valueOf(file.get().getFileName()), Files.readString(file.get()));
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "Could not read the notice %s; check setting notice-file."
                            .formatted(file.get()),
                    unreadable);
        }
    }

    Optional<SmtpSettings> smtp() {
        String host = configuration.text(Setting.SMTP_HOST);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String user = configuration.text(Setting.SMTP_USER);
        String firm = configuration.text(Setting.FIRM);
        return Optional.of(
                new SmtpSettings(
                        host,
                        configuration.count(Setting.SMTP_PORT),
                        SmtpSettings.security(
                                configuration.text(Setting.SMTP_SECURITY),
                                configuration.isOn(Setting.SMTP_PLAIN)),
                        user.isEmpty() ? null : user,
                        address(Setting.SMTP_FROM, configuration.text(Setting.SMTP_FROM)),
                        firm.isEmpty() ? "Wharf" : firm + " (Wharf)",
                        SMTP_TIMEOUT,
                        null));
    }

    AlertSettings alerts() {
        AlertSettings.Level first =
                new AlertSettings.Level(Duration.ZERO, addresses(Setting.ALERTS_TO));
        List<EmailAddress> later = addresses(Setting.ALERTS_LATER);
        Duration after = Duration.ofHours(configuration.count(Setting.ALERTS_LATER_HOURS));
        boolean webhook = configuration.address(Setting.ALERTS_WEBHOOK).isPresent();
        return new AlertSettings(
                later.isEmpty()
                        ? List.of(first)
                        : List.of(first, new AlertSettings.Level(after, later)),
                webhook);
    }

    private List<EmailAddress> addresses(Setting setting) {
        return configuration.list(setting).stream().map(text -> address(setting, text)).toList();
    }

    private static EmailAddress address(Setting setting, String text) {
        return EmailAddress.parse(text)
                .orElseThrow(
                        () ->
                                wrong(
                                        "setting %s: '%s' is no address"
                                                .formatted(setting.key(), text)));
    }

    private static WharfException wrong(String what) {
        return new WharfException(ErrorCode.CONFIG_INVALID, what + ".");
    }
}
