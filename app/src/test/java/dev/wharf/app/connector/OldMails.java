package dev.wharf.app.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.ImapDestination;
import dev.wharf.destinations.imap.ImapServer;
import dev.wharf.destinations.imap.ImapSettings;
import dev.wharf.destinations.imap.SignIn;
import dev.wharf.testkit.imap.Dovecot;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Mails that another archive left in folders of a Dovecot.
public final class OldMails {
    private OldMails() {}

    /// Puts them there by IMAP, in this order.
    public static void append(
            Dovecot dovecot, EmailAddress mailbox, String folder, List<String> mails) {
        ImapSettings settings =
                settings(dovecot, dovecot.tlsPort()).with(new ImapSettings.Folder(folder, false));
        List<Outgoing> outgoing = new ArrayList<>();
        for (String mail : mails) {
            outgoing.add(outgoing("old-%d@vendor.example".formatted(outgoing.size()), mail));
        }
        try (ImapDestination there =
                        new ImapDestination(settings, Clock.systemUTC(), Thread::sleep);
                MailboxSession session =
                        ((Destination.Opened.Ready) there.open(mailbox)).session()) {
            assertThat(session.deliver(outgoing))
                    .hasOnlyElementsOfType(DeliveryOutcome.Delivered.class);
        }
    }

    /// @param port that leads to it, with TLS
    static ImapSettings settings(Dovecot dovecot, int port) {
        return ImapSettings.of(
                new ImapServer(
                        "localhost",
                        port,
                        ImapServer.Security.TLS,
                        dovecot.certificate(),
                        ImapServer.UserNames.ADDRESS,
                        Duration.ofMinutes(1)),
                new SignIn.MasterUser(
                        Dovecot.MASTER,
                        Secret.copyOf(Dovecot.MASTER_PASSWORD.getBytes(StandardCharsets.UTF_8)),
                        "*"));
    }

    private static Outgoing outgoing(String id, String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        return new Outgoing(
                id,
                Instant.parse("2023-11-14T22:13:20Z"),
                new MailImage(1, List.of(new MailImage.Segment.Literal(bytes))),
                _ -> {
                    throw new IllegalStateException("nothing lies elsewhere");
                });
    }
}
