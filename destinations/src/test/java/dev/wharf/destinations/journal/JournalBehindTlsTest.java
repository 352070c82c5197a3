package dev.wharf.destinations.journal;

import static dev.wharf.destinations.journal.TestSettings.JOURNAL;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.destinations.journal.JournalSettings.Convention;
import dev.wharf.destinations.journal.JournalSettings.DeletionSubject;
import dev.wharf.destinations.journal.JournalSettings.Form;
import dev.wharf.destinations.journal.JournalSettings.Security;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import javax.net.ssl.SSLServerSocket;

/// GreenMail with a TLS front whose certificate is ours; its own names no host.
class JournalBehindTlsTest {
    @TempDir private Path folder;

    @Test
    void reportsReachAServerThatOthersWroteOverTlsAndASignIn() throws Exception {
        GreenMail greenMail =
                new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        greenMail.setUser(JOURNAL.value(), "archiver", "secret");
        TestCertificate certificate = TestCertificate.of("localhost", folder);
        Outgoing mail = TestMails.file(1, 2_000_000);
        greenMail.start();
        try (SSLServerSocket front = front(certificate)) {
            Thread.ofVirtual().start(() -> forward(front, greenMail.getSmtp().getPort()));
            JournalSettings settings =
                    new TestSettings(front.getLocalPort())
                            .security(Security.TLS)
                            .signIn("archiver", "secret")
                            .convention(
                                    new Convention(
                                            Form.JOURNAL_REPORT,
                                            DeletionSubject.AS_IN_ARCHIVE,
                                            List.of()))
                            .settings();
            JournalDestination journal =
                    new JournalDestination(
                            settings,
                            certificate.trusting(),
                            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
            Destination.Opened opened = journal.open(JOURNAL);

            try (MailboxSession session = ((Destination.Opened.Ready) opened).session()) {
                assertThat(session.deliver(List.of(mail, TestMails.text(2))))
                        .hasSize(2)
                        .allMatch(Delivered.class::isInstance);
            }

            MimeMessage[] received = greenMail.getReceivedMessages();
            assertThat(received).hasSize(2);
            MimeMultipart parts = (MimeMultipart) received[0].getContent();
            assertThat(((MimeMessage) parts.getBodyPart(1).getContent()).getMessageID())
                    .isEqualTo("<" + mail.messageId() + ">");
        } finally {
            greenMail.stop();
        }
    }

    private static SSLServerSocket front(TestCertificate certificate) throws Exception {
        return (SSLServerSocket)
                certificate
                        .server()
                        .getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void forward(SSLServerSocket front, int port) {
        try {
            while (true) {
                Socket outside = front.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> copy(outside, inside));
                Thread.ofVirtual().start(() -> copy(inside, outside));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // One of them has closed.
        }
    }
}
