package dev.wharf.capture.telemessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.OldFolder;
import dev.wharf.core.party.EmailAddress;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/// A mailbox's folder as captures.
class OldFolderPacksTest {
    private static final Clock CLOCK = Clock.fixed(OldMail.RECEIVED, ZoneOffset.UTC);

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Accepted(CaptureEnvelope envelope, byte[] body) {}

    private final List<Accepted> accepted = new ArrayList<>();

    private OldFolderPacks.Handed hand(OldFolder folder) throws IOException {
        return new OldFolderPacks(CLOCK)
                .hand(
                        folder,
                        (envelope, body) -> {
                            try (InputStream in = body.open()) {
                                accepted.add(new Accepted(envelope, in.readAllBytes()));
                            }
                        });
    }

    @Test
    void someHundredsAreOneCapture() throws IOException {
        OldFolderPacks.Handed handed = hand(new MemoryFolder(1_200, 0));

        assertThat(handed.isWhole()).isTrue();
        assertThat(handed.captures())
                .extracting(OldFolderPacks.Range::name)
                .containsExactly(
                        "WhatsApp Archiver, UID 10 to 509",
                        "WhatsApp Archiver, UID 510 to 1009",
                        "WhatsApp Archiver, UID 1010 to 1209");
        long events = 0;
        for (Accepted one : accepted) {
            var report = OldMail.decoded(one.body, "x", one.envelope.options()).report();
            events += report.events();
            assertThat(Objects.requireNonNull(report.delivery()).isWhole()).isTrue();
            assertThat(report.delivery().announced()).isEqualTo(report.events());
        }
        assertThat(events).isEqualTo(1_200);
    }

    @Test
    void eachSaysWhereItIsFrom() throws IOException {
        hand(new MemoryFolder(2, 0));

        assertThat(accepted.getFirst().envelope.options())
                .containsEntry("owner", "ana@firm.example")
                .containsEntry("folder", "WhatsApp Archiver")
                .containsEntry("uidvalidity", "77")
                .containsEntry("uids", "10-11")
                .containsEntry("mails", "2");
        assertThat(OldMail.decoded(accepted.getFirst().body, "x").event(1).provenance().locator())
                .isEqualTo("11.eml");
    }

    @Test
    void theSameFolderGivesTheSameCaptures() throws IOException {
        hand(new MemoryFolder(700, 0));
        hand(new MemoryFolder(700, 0));

        assertThat(accepted.get(2).body).isEqualTo(accepted.get(0).body);
        assertThat(accepted.get(3).body).isEqualTo(accepted.get(1).body);
    }

    @Test
    void aLargeMailIsACaptureOfItsOwn() throws IOException {
        OldFolderPacks.Handed handed = hand(new MemoryFolder(3, 11));

        assertThat(handed.captures())
                .extracting(OldFolderPacks.Range::name)
                .containsExactly(
                        "WhatsApp Archiver, UID 10",
                        "WhatsApp Archiver, UID 11.eml",
                        "WhatsApp Archiver, UID 12");
        assertThat(accepted.get(1).body).hasSizeGreaterThan(OldFolderPacks.MOST_BYTES);
    }

    @Test
    void aFolderThatGaveFewerThanItHeldIsNotWhole() throws IOException {
        MemoryFolder folder = new MemoryFolder(3, 0);
        folder.held = 4;

        assertThat(hand(folder).isWhole()).isFalse();
    }

    @Test
    void aReaderThatGoesBackIsABug() {
        MemoryFolder folder = new MemoryFolder(3, 0);
        folder.step = -1;

        assertThatThrownBy(() -> hand(folder)).isInstanceOf(IllegalArgumentException.class);
    }

    /// @see OldFolder
    private static final class MemoryFolder implements OldFolder {
        private final int mails;
        private final long large;
        private long held;
        private int step = 1;

        MemoryFolder(int mails, long large) {
            this.mails = mails;
            this.large = large;
            this.held = mails;
        }

        @Override
        public EmailAddress mailbox() {
            return new EmailAddress("ana@firm.example");
        }

        @Override
        public String folder() {
            return "WhatsApp Archiver";
        }

        @Override
        public long uidValidity() {
            return 77;
        }

        @Override
        public long size() {
            return held;
        }

        @Override
        public Iterator<Mail> mails() {
            List<Mail> all = new ArrayList<>();
            for (int i = 0; i < mails; i++) {
                long uid = 10 + (long) i * step;
                String filling = uid == large ? "x".repeat(OldFolderPacks.MOST_BYTES) : "";
                byte[] bytes =
                        OldMail.message(uid + filling)
                                .with("Message-ID", "<%d@telemessage.com>".formatted(uid))
                                .bytes();
                all.add(new MemoryMail(uid, bytes));
            }
            return all.iterator();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record MemoryMail(long uid, byte[] bytes) implements OldFolder.Mail {
        @Override
        public Instant receivedAt() {
            return OldMail.RECEIVED;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
