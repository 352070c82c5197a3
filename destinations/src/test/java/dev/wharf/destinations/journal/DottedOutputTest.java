package dev.wharf.destinations.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.net.ssl.SSLSocketFactory;

/// Whatever dots a mail holds, it arrives as it is and does not end early.
class DottedOutputTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".\r\n",
                "..\r\n",
                "a\r\n.\r\nMAIL FROM:<eve@example.com>\r\n",
                "a\r\n..\r\n.b\r\n",
                ".",
                "a\r\n.b.c\r\n...\r\n"
            })
    void aMailWithDotsArrives(String body) throws Exception {
        assertThat(sent(List.of(bytes(body))))
                .isEqualTo(body.endsWith("\n") ? body : body + "\r\n");
    }

    @Test
    void dotsThatStandWhereOnePieceEndsAndTheNextBeginsAreSeen() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            StringBuilder whole = new StringBuilder();
            List<byte[]> pieces = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String piece = List.of(".", "\r\n", "a", "..", ".\r\n").get(random.nextInt(5));
                whole.append(piece);
                pieces.add(bytes(piece));
            }
            pieces.add(bytes("\r\n"));

            assertThat(sent(pieces)).isEqualTo(whole + "\r\n");
        }
    }

    private static String sent(List<byte[]> pieces) throws Exception {
        List<Segment> segments =
                pieces.stream().map(piece -> (Segment) new Segment.Literal(piece)).toList();
        Outgoing mail =
                new Outgoing(
                        "a@b",
                        Instant.EPOCH,
                        new MailImage(1, segments),
                        _ -> new ByteArrayInputStream(new byte[0]));
        try (FakeSmtp server = new FakeSmtp()) {
            JournalDestination journal =
                    new JournalDestination(
                            new TestSettings(server.port()).settings(),
                            (SSLSocketFactory) SSLSocketFactory.getDefault(),
                            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
            Destination.Opened opened = journal.open(TestSettings.JOURNAL);
            try (MailboxSession session = ((Destination.Opened.Ready) opened).session()) {
                assertThat(session.deliver(List.of(mail))).containsExactly(new Delivered("Q1"));
            }
            assertThat(server.received()).hasSize(1);
            return server.received().getFirst().text();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
