package dev.wharf.app.endtoend;

import dev.wharf.app.connector.OldMails;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.graph.FakeExchange;
import dev.wharf.testkit.imap.Dovecot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// A connector to Dovecot alone, whose password lies in a file.
    ///
    /// @param folder where that is written
    String imapFile(String name, String schedule, Path folder) throws IOException {
        Path password = folder.resolve("imap-password");
        Files.writeString(password, Dovecot.MASTER_PASSWORD + "\n");
        return """
        name: %s
        schedule: %s
        destinations:
          - kind: imap
            settings:
              host: localhost
              port: "%d"
              trust: %s
              user: %s
              password: file:%s
        """
                .formatted(
                        name,
                        schedule,
                        dovecot.tlsPort(),
                        dovecot.certificate(),
                        Dovecot.MASTER,
                        password);
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

    /// Puts mails into a folder of a mailbox by IMAP, as another archive once did.
    void append(String mailbox, String folder, List<String> mails) {
        OldMails.append(dovecot, new EmailAddress(mailbox), folder, mails);
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
