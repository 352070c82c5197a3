package dev.wharf.app.endtoend;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.graph.FakeExchange;
import dev.wharf.testkit.imap.Dovecot;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/// Where connectors of these tests bring copies: a real Dovecot and the fake of Microsoft 365.
final class Destinations implements AutoCloseable {
    static final String FOLDER = "WhatsApp Archiver";

    private final Dovecot dovecot;
    private final FakeExchange exchange = new FakeExchange(Clock.systemUTC());

    Destinations(String... mailboxes) {
        dovecot =
                Dovecot.start(
                        Dovecot.Format.MDBOX,
                        Arrays.stream(mailboxes)
                                .map(EmailAddress::new)
                                .map(address -> new Dovecot.User(address, "of the user"))
                                .toList());
        exchange.with(mailboxes);
    }

    FakeExchange exchange() {
        return exchange;
    }

    /// A connector to both; its secrets are to be put as `imap/password` and `m365/secret`.
    String file(String name, String schedule) {
        return """
        name: %s
        schedule: %s
        destinations:
          - kind: imap
            read-back: full
            settings:
              host: localhost
              port: "%d"
              trust: %s
              user: %s
              password: secret:imap/password
        """
                        .formatted(
                                name,
                                schedule,
                                dovecot.tlsPort(),
                                dovecot.certificate(),
                                Dovecot.MASTER)
                + tenant(exchange);
    }

    /// The part of a connector file that leads to a fake of Exchange.
    static String tenant(FakeExchange exchange) {
        URI graph = exchange.base();
        return """
          - kind: microsoft365
            settings:
              tenant: %s
              client-id: %s
              client-secret: secret:m365/secret
              login-address: %s
              graph-address: %s
              outlook-address: %s
              upload-hosts: %s
        """
                .formatted(
                        FakeExchange.TENANT,
                        FakeExchange.CLIENT,
                        graph,
                        graph,
                        graph,
                        graph.getHost());
    }

    /// Enters both secrets.
    void secrets(Wharf wharf) {
        wharf.answering(
                        Dovecot.MASTER_PASSWORD + "\n",
                        "connector",
                        "secret",
                        "put",
                        "imap/password")
                .succeeded();
        wharf.answering(FakeExchange.SECRET + "\n", "connector", "secret", "put", "m365/secret")
                .succeeded();
    }

    List<String> inDovecot(String mailbox) {
        return dovecot.messageIds(new EmailAddress(mailbox), FOLDER);
    }

    List<String> inExchange(String mailbox) {
        return exchange.messages(mailbox, FOLDER).stream()
                .map(message -> message.named("WharfMessageId"))
                .map(id -> String.valueOf(id).replaceAll("[<>]", ""))
                .toList();
    }

    @Override
    public void close() {
        dovecot.close();
        exchange.close();
    }
}
