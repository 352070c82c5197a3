package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.journal.JournalDestination;
import dev.wharf.destinations.journal.JournalSettings;
import dev.wharf.destinations.journal.JournalSettings.Convention;
import dev.wharf.destinations.journal.JournalSettings.DeletionSubject;
import dev.wharf.destinations.journal.JournalSettings.Envelope;
import dev.wharf.destinations.journal.JournalSettings.ExtraHeader;
import dev.wharf.destinations.journal.JournalSettings.Form;
import dev.wharf.destinations.journal.JournalSettings.Limits;
import dev.wharf.destinations.journal.JournalSettings.Security;
import dev.wharf.destinations.journal.JournalSettings.Server;
import dev.wharf.destinations.tls.TrustedCertificates;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `journal`: docs/destination-journal.md says what each setting means.
final class JournalKind implements Kind<Destination> {
    private static final Set<String> KEYS =
            Set.of(
                    "host",
                    "port",
                    "security",
                    "trust",
                    "user",
                    "password",
                    "client-name",
                    "timeout",
                    "sender",
                    "address",
                    "copies",
                    "mail",
                    "deletions",
                    "headers",
                    "largest",
                    "mails-per-connection",
                    "chunking");

    @Override
    public Set<String> keys() {
        return KEYS;
    }

    @Override
    public Opening<Destination> read(KindSettings settings) {
        Opening<Server> server = server(settings);
        Envelope envelope = envelope(settings);
        Convention convention =
                KindSettings.made(
                        "headers",
                        key ->
                                new Convention(
                                        settings.choice("mail", Form.PLAIN_COPY),
                                        settings.choice("deletions", DeletionSubject.AS_IN_ARCHIVE),
                                        headers(key, settings)));
        Limits limits =
                KindSettings.made(
                        "mails-per-connection",
                        key ->
                                new Limits(
                                        settings.size("largest", Limits.STANDARD.mostBytes()),
                                        settings.number(key, Limits.STANDARD.mailsPerConnection()),
                                        settings.isOn("chunking", false)));
        Optional<Path> trust = settings.text("trust").map(Path::of);
        return supplies ->
                new JournalDestination(
                        new JournalSettings(server.open(supplies), envelope, convention, limits),
                        TrustedCertificates.context(trust.orElse(null)).getSocketFactory(),
                        supplies.clock());
    }

    private static Opening<Server> server(KindSettings settings) {
        String host = settings.demand("host");
        Security security = settings.choice("security", Security.STARTTLS);
        int port = settings.port("port", security == Security.TLS ? 465 : 25);
        Duration timeout = settings.time("timeout", Duration.ofMinutes(5));
        String client = settings.text("client-name").orElse(null);
        Optional<String> user = settings.text("user");
        Optional<SecretReference> password = user.map(_ -> settings.demandSecret("password"));
        return supplies ->
                KindSettings.made(
                        "host",
                        _ ->
                                new Server(
                                        host,
                                        port,
                                        security,
                                        password.map(
                                                        one ->
                                                                new JournalSettings.SignIn(
                                                                        user.orElse(""),
                                                                        supplies.secrets()
                                                                                .apply(one)))
                                                .orElse(null),
                                        client,
                                        timeout));
    }

    private static Envelope envelope(KindSettings settings) {
        List<EmailAddress> recipients = new ArrayList<>();
        recipients.add(
                settings.address("address")
                        .orElseThrow(
                                () ->
                                        new WrongSetting(
                                                "address",
                                                "the address that the receiver gave is needed")));
        recipients.addAll(settings.addresses("copies"));
        return KindSettings.made(
                "address", _ -> new Envelope(settings.address("sender").orElse(null), recipients));
    }

    /// `X-GlobalRelay-MsgType: WhatsApp; X-Other: value`
    private static List<ExtraHeader> headers(String key, KindSettings settings) {
        return Stream.of(settings.text(key, "").split(";", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> header(key, one))
                .toList();
    }

    private static ExtraHeader header(String key, String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new WrongSetting(key, "they are written 'Name: value; Name: value'");
        }
        return new ExtraHeader(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
}
