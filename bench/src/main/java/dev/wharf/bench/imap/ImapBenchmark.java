package dev.wharf.bench.imap;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.ImapDestination;
import dev.wharf.destinations.imap.ImapServer;
import dev.wharf.destinations.imap.ImapSettings;
import dev.wharf.destinations.imap.SignIn;
import dev.wharf.testkit.imap.Dovecot;

import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Mails a second that [ImapDestination] brings into a real Dovecot (mdbox), beside what the same
/// Dovecot takes in MULTIAPPENDs of a hundred that lie ready in memory. Both by TLS, in turns, each
/// turn into an empty mailbox. Argument: mails of each (20,000).
public final class ImapBenchmark {
    private static final int TURNS = 5;
    private static final int RAW_TOGETHER = 100;

    private final Dovecot dovecot;
    private int mailbox;

    private ImapBenchmark(Dovecot dovecot) {
        this.dovecot = dovecot;
    }

    public static void main(String[] arguments) throws Exception {
        int mails = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        List<Dovecot.User> users = new ArrayList<>();
        for (int i = 0; i < 4 * TURNS + 4; i++) {
            users.add(new Dovecot.User(address(i), "secret"));
        }
        try (Dovecot dovecot = Dovecot.start(Dovecot.Format.MDBOX, users)) {
            new ImapBenchmark(dovecot).run(mails(mails / TURNS));
        }
    }

    private void run(List<Outgoing> mails) throws Exception {
        List<byte[]> raw = RawAppends.prepare(mails, RAW_TOGETHER);
        raw(raw);
        delivered(mails, ImapSettings.Limits.DEFAULT);
        long rawNanos = 0;
        long hundredNanos = 0;
        long shippedNanos = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            rawNanos += raw(raw);
            hundredNanos += delivered(mails, batches(RAW_TOGETHER));
            shippedNanos += delivered(mails, ImapSettings.Limits.DEFAULT);
        }
        long count = (long) mails.size() * TURNS;
        long bytes = mails.stream().mapToLong(Outgoing::size).sum() / mails.size();
        System.out.printf("%d mails of %d bytes each, mdbox, TLS%n", count, bytes);
        print("raw MULTIAPPEND of 100", count, rawNanos, rawNanos);
        print("ImapDestination, batches of 100", count, hundredNanos, rawNanos);
        print("ImapDestination as shipped (500)", count, shippedNanos, rawNanos);
    }

    private static void print(String what, long count, long nanos, long limit) {
        System.out.printf(
                "%-34s %8.0f mails/s  %4.0f %% of raw%n",
                what, count * 1e9 / nanos, 100.0 * limit / nanos);
    }

    private static ImapSettings.Limits batches(int batch) {
        ImapSettings.Limits shipped = ImapSettings.Limits.DEFAULT;
        return new ImapSettings.Limits(0, 1, batch, shipped.batchBytes(), shipped.patience());
    }

    private long raw(List<byte[]> commands) throws Exception {
        try (RawAppends appends = new RawAppends(dovecot, address(mailbox++))) {
            long start = System.nanoTime();
            appends.send(commands);
            return System.nanoTime() - start;
        }
    }

    private long delivered(List<Outgoing> mails, ImapSettings.Limits limits) {
        ImapServer server =
                new ImapServer(
                        "localhost",
                        dovecot.tlsPort(),
                        ImapServer.Security.TLS,
                        dovecot.certificate(),
                        ImapServer.UserNames.ADDRESS,
                        Duration.ofMinutes(1));
        SignIn master =
                new SignIn.MasterUser(
                        Dovecot.MASTER,
                        Secret.copyOf(Dovecot.MASTER_PASSWORD.getBytes(StandardCharsets.UTF_8)),
                        "*");
        ImapSettings settings = ImapSettings.of(server, master).with(limits);
        try (ImapDestination destination =
                new ImapDestination(settings, Clock.systemUTC(), Thread::sleep)) {
            Destination.Opened opened = destination.open(address(mailbox++));
            try (MailboxSession session = ((Destination.Opened.Ready) opened).session()) {
                return timed(session, mails, limits.batch());
            }
        }
    }

    /// Batch by batch, as a connector hands them on.
    private static long timed(MailboxSession session, List<Outgoing> mails, int batch) {
        long start = System.nanoTime();
        for (int from = 0; from < mails.size(); from += batch) {
            List<DeliveryOutcome> outcomes =
                    session.deliver(mails.subList(from, Math.min(mails.size(), from + batch)));
            if (!outcomes.stream().allMatch(DeliveryOutcome.Delivered.class::isInstance)) {
                throw new IllegalStateException("not delivered");
            }
        }
        return System.nanoTime() - start;
    }

    private static EmailAddress address(int number) {
        return new EmailAddress("user" + number + "@firm.example");
    }

    private static List<Outgoing> mails(int count) {
        Random random = new Random(20_261_122);
        List<Outgoing> mails = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String id = "item" + i + "@item.wharf.invalid";
            String headers =
                    "Date: Sun, 22 Nov 2026 18:54:25 +0000\r\nFrom: Bob <bob@whatsapp.invalid>\r\n"
                            + "To: Alice <alice@firm.example>\r\nSubject: WhatsApp message from Bob\r\nMessage-ID: <"
                            + id
                            + ">\r\nMIME-Version: 1.0\r\nX-Wharf-Kind: message\r\n"
                            + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
            byte[] text = new byte[900 + random.nextInt(700)];
            random.nextBytes(text);
            MailImage image =
                    new MailImage(
                            1,
                            List.of(
                                    new Segment.Literal(
                                            headers.getBytes(StandardCharsets.US_ASCII)),
                                    new Segment.Encoded(text)));
            mails.add(
                    new Outgoing(
                            id,
                            Instant.parse("2026-11-22T18:54:25Z").plusSeconds(i),
                            image,
                            digest -> {
                                throw new FileNotFoundException(digest.sha256());
                            }));
        }
        return mails;
    }
}
