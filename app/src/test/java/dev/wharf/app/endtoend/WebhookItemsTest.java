package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.cloudapi.CloudApiDecoder;
import dev.wharf.capture.cloudapi.CloudApiEnvelopes;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.intake.IntakePorts;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryCaptureBody;
import dev.wharf.testkit.MemoryLedger;
import dev.wharf.testkit.Samples;
import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Webhooks through decoder and intake into an archive: what becomes of them does not depend on how
/// Meta batches, repeats and orders them.
class WebhookItemsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final byte[] SECRET = {1, 2, 3};

    /// What Meta answers to a request, and a file that a webhook names.
    private static final List<String> NO_WEBHOOKS =
            List.of("media-get-response", "call-transcript-document");

    private final CloudApiEnvelopes envelopes = new CloudApiEnvelopes();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void repeatedShuffledSplitAndMergedTheSameItemsComeOut(long seed) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (byte[] sample : samples()) {
            bodies.add(withIdsOfItsOwn(sample, bodies.size()));
        }
        SignedWebhooks made = new SignedWebhooks(seed, SECRET, "106", "15550783881");
        for (int i = 0; i < 10; i++) {
            bodies.add(made.next(12).body());
        }
        MemoryArchive once = archived(bodies);

        Random random = new Random(seed);
        List<byte[]> pieces = new ArrayList<>();
        for (byte[] body : bodies) {
            pieces.addAll(split(body, random));
            pieces.addAll(split(body, random));
        }
        Collections.shuffle(pieces, random);
        MemoryArchive often = archived(merged(pieces, random));

        assertThat(said(often)).isEqualTo(said(once));
        assertThat(receipts(often)).isEqualTo(receipts(once));
    }

    /// Statuses of messages that another application sent: their words never come this way.
    @Test
    void aStatusOfAMessageNeverSeenIsAnItem() throws IOException {
        Path samples = Samples.require("cloud-api");
        MemoryArchive archive =
                archived(List.of(Files.readAllBytes(samples.resolve("status-sent-pmp.json"))));

        List<StoredItem> items = items(archive);

        assertThat(items)
                .extracting(item -> item.event().content())
                .containsExactly(
                        new Content.Unreadable(Content.Unreadable.Reason.NEVER_SHOWN, null));
        assertThat(archive.receipts(items.getFirst().row())).hasSize(1);
    }

    private static List<byte[]> samples() throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Stream<Path> all = Files.list(Samples.require("cloud-api"))) {
            for (Path file : all.sorted().toList()) {
                String name = file.toString();
                if (name.endsWith(".json") && NO_WEBHOOKS.stream().noneMatch(name::contains)) {
                    bodies.add(Files.readAllBytes(file));
                }
            }
        }
        return bodies;
    }

    /// Meta's examples share a few ids among messages that have nothing to do with each other.
    private static byte[] withIdsOfItsOwn(byte[] sample, int number) {
        return new String(sample, StandardCharsets.UTF_8)
                .replaceAll("\"(wa[mc]id)\\.", "\"$1.s" + number)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// The same updates in bodies of their own.
    private List<byte[]> split(byte[] body, Random random) {
        List<UpdateEnvelope> all = envelopes.read(body);
        if (all.size() < 2 || random.nextBoolean()) {
            return List.of(body);
        }
        List<UpdateEnvelope> some = new ArrayList<>(all);
        some.removeIf(_ -> random.nextBoolean());
        List<UpdateEnvelope> others = new ArrayList<>(all);
        others.removeAll(some);
        return List.of(envelopes.without(body, some), envelopes.without(body, others));
    }

    private static List<byte[]> merged(List<byte[]> pieces, Random random) {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < pieces.size(); ) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int n = 1 + random.nextInt(3); n > 0 && i < pieces.size(); n--) {
                body.writeBytes(pieces.get(i++));
                body.write('\n');
            }
            bodies.add(body.toByteArray());
        }
        return bodies;
    }

    private static MemoryArchive archived(List<byte[]> bodies) {
        MemoryArchive archive = new MemoryArchive();
        byte[] users =
                "name,phone,email\nDesk,+15550783881,desk@firm.example\n"
                        .getBytes(StandardCharsets.UTF_8);
        new Intake(
                        new IntakePorts(
                                new Bodies(bodies),
                                List.of(new CloudApiDecoder()),
                                archive,
                                archive,
                                new MailRenderer()::render,
                                new MemoryLedger(CLOCK),
                                CLOCK),
                        IntakeOptions.of(
                                UsersFile.parse("users.csv", users),
                                Mapping.NONE,
                                Actor.user("operator", "host")),
                        Progress.NONE,
                        _ -> {})
                .run();
        return archive;
    }

    private static List<StoredItem> items(MemoryArchive archive) {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.map(archive::open).toList();
        }
    }

    /// How often each thing was archived. Placeholders are left out: one that comes after what it
    /// stood for is not kept, one that comes before it is.
    private static Map<String, Long> said(MemoryArchive archive) {
        Map<String, Long> said = new TreeMap<>();
        for (StoredItem item : items(archive)) {
            if (item.event().kind() != EventKind.UNREADABLE) {
                said.merge(described(item.event()), 1L, Long::sum);
            }
        }
        return said;
    }

    private static Set<String> receipts(MemoryArchive archive) {
        Set<String> receipts = new TreeSet<>();
        for (StoredItem item : items(archive)) {
            for (Event event : archive.receipts(item.row())) {
                Content.Receipt receipt = (Content.Receipt) event.content();
                receipts.add(
                        receipt.status() + " " + receipt.target().key() + " " + event.time().at());
            }
        }
        return receipts;
    }

    private static String described(Event event) {
        String content =
                switch (event.content()) {
                    case Content.Message message ->
                            message.text() + " " + message.attachments() + message.structured();
                    case Content.Edit edit -> edit.target().key() + edit.replacement().text();
                    case Content.Deletion deletion -> "" + deletion.target().key();
                    case Content.Reaction reaction -> reaction.emoji() + reaction.target().key();
                    case Content.Call call -> call.outcome() + " " + call.text();
                    case Content.Membership membership ->
                            membership.action() + " " + membership.text();
                    case Content.Receipt receipt -> "" + receipt.status();
                    case Content.Notice notice -> notice.topic() + " " + notice.text();
                    case Content.Unreadable unreadable -> "" + unreadable.reason();
                    case Content.Gap gap -> gap.reason();
                    case Content.Unknown unknown -> unknown.type() + unknown.text();
                };
        return event.kind() + " " + event.chat().jid() + " " + event.key() + " " + content;
    }

    /// A journal of webhooks.
    private static final class Bodies implements Feed {
        private final List<byte[]> bodies;
        private final List<CaptureRecord> records = new ArrayList<>();
        private long acknowledged;

        Bodies(List<byte[]> bodies) {
            this.bodies = bodies;
            for (int i = 0; i < bodies.size(); i++) {
                byte[] body = bodies.get(i);
                records.add(
                        new CaptureRecord(
                                new CaptureId(i + 1),
                                new CaptureEnvelope(
                                        SourceKind.CLOUD_API,
                                        null,
                                        null,
                                        CLOCK.instant(),
                                        Map.of()),
                                Digests.sha256(body),
                                body.length));
            }
        }

        @Override
        public List<CaptureRecord> after(long after, int limit) {
            return records.stream()
                    .filter(record -> record.id().sequence() > after)
                    .limit(limit)
                    .toList();
        }

        @Override
        public CaptureBody open(CaptureRecord record) {
            return new MemoryCaptureBody(bodies.get((int) record.id().sequence() - 1));
        }

        @Override
        public void acknowledge(long sequence) {
            acknowledged = sequence;
        }

        @Override
        public long acknowledged() {
            return acknowledged;
        }

        @Override
        public void close() {}
    }
}
