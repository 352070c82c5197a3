package dev.wharf.bench;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;
import dev.wharf.capture.chatexport.ChatExportDecoder;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.ExportGenerator;
import dev.wharf.testkit.ExportShape;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The main job, measured beside its limit: one export of a direct chat goes from file to archived,
/// mapped to two mailboxes and searchable, in a child with a heap of 512 MB; then Lucene alone
/// indexes the very same documents on one thread, and single stages run alone.
///
/// Lucene alone is measured twice. *Cold* is like for like: a child just started, with the import's
/// heap and options ([ColdLucene] says what counts). *Warm* is what Lucene can do at its best: in
/// this process, 8 GB of heap, in its second round, in plain files ([LuceneLimit]). Both ratios are
/// printed, and a third: process against process, since the import's time is that of the whole
/// process, its start and the reading of its file included, and Lucene's is not.
///
/// Both children start as the launcher `wharf` starts Java: with its options, and with an archive
/// of loaded classes that a run of `wharf demo` left, as the first start after an installation
/// does.
///
/// `ImportBenchmark [messages] [directory]`; see `bench/run`.
public final class ImportBenchmark {
    private static final String NAME = "WhatsApp Chat with Bo Chen.txt";
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int DOCUMENTS_AT_ONCE = 200_000;
    private static final int RENDERED_AT_MOST = 200_000;

    private final long messages;
    private final Path work;

    private ImportBenchmark(long messages, Path work) {
        this.messages = messages;
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long messages = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        Path work =
                arguments.length > 1
                        ? Files.createDirectories(Path.of(arguments[1]))
                        : Files.createTempDirectory("wharf-bench");
        new ImportBenchmark(messages, work).run();
    }

    private void run() throws IOException, InterruptedException {
        Path export = work.resolve(NAME);
        generate(export);
        long bytes = Files.size(export);
        System.out.printf("%,d messages, %.1f MB, in %s%n", messages, bytes / 1e6, work);
        load("before");

        List<String> jvm = ChildJvm.withClasses(work);
        Path home = work.resolve("home");
        ChildImport.Outcome whole = new ChildImport(home, jvm).run(arguments(export));
        if (whole.exitCode() != 0) {
            throw new IllegalStateException("the import ended with " + whole.exitCode());
        }
        Measured imported =
                new Measured("import, file to searchable", messages, bytes, whole.took());
        Measured decoded = decode(export);
        ColdLucene.Outcome cold;
        double warm;
        EmbeddedHomes homes = new EmbeddedHomes(Actor.job("bench", "bench"), Clock.systemUTC());
        try (Home opened =
                homes.open(home, Configuration.load(home.resolve("config.yaml"), Map.of(), work))) {
            List<IndexDocument> documents = documents(opened.archive());
            cold = cold(documents, jvm);
            Measured lucene = warm(documents, bytes);
            documents.clear();
            Measured rendered = render(opened.archive());
            double limit = lucene.itemsPerSecond();
            warm = limit;
            System.out.println(lucene.line(limit));
            System.out.println(imported.line(limit));
            System.out.println(decoded.line(limit));
            System.out.println(rendered.line(limit));
        }
        System.out.printf(
                "import: %.1f CPU-us an item with start and warm-up, peak RSS %,d MB%n",
                whole.cpu().toNanos() / 1e3 / messages, whole.peakKilobytes() >> 10);
        System.out.printf(
                "import: %.2f of Lucene alone in a fresh process of 512 MB, %.2f of Lucene alone warm in 8 GB%n",
                imported.itemsPerSecond() / cold.perSecond(), imported.itemsPerSecond() / warm);
        System.out.printf(
                "import: %.2f of Lucene alone, process against process: each from its start to its end, reading its file%n",
                (double) cold.whole().toNanos() / whole.took().toNanos());
        System.out.printf("archive: %.0f bytes an item%n", (double) size(home) / messages);
        load("after");
    }

    private List<String> arguments(Path export) throws IOException {
        Path users = work.resolve("users.csv");
        Files.writeString(
                users,
                """
                name,phone,email
                Ana Lima,+4915111111111,ana.lima@bench.example
                Bo Chen,+4915111111112,bo.chen@bench.example
                """);
        return List.of(
                export.toString(),
                "--users",
                users.toString(),
                "--owner",
                "ana.lima@bench.example",
                "--match-names",
                "--zone",
                ZONE.getId());
    }

    private void generate(Path export) throws IOException {
        ExportGenerator generator =
                new ExportGenerator(ExportGenerator.Chat.direct(7, "Ana Lima", "Bo Chen"));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(export), 1 << 16)) {
            generator.text(ExportGenerator.View.of(0, ExportShape.ANDROID_EN, ZONE, messages), out);
        }
    }

    private Measured decode(Path export) throws IOException {
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1),
                        new CaptureEnvelope(
                                SourceKind.CHAT_EXPORT,
                                null,
                                NAME,
                                Instant.now(),
                                Map.of("zone", ZONE.getId(), "owner", "Ana Lima")),
                        new ContentDigest("0".repeat(64)),
                        Files.size(export));
        long began = System.nanoTime();
        long[] count = {0};
        try (DecodedCapture decoded = new ChatExportDecoder().open(record, new FileBody(export))) {
            decoded.events(_ -> count[0]++);
        }
        return new Measured(
                "survey and decode alone",
                count[0],
                record.size(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private static List<IndexDocument> documents(ArchiveReader archive) {
        List<IndexDocument> documents = new ArrayList<>();
        try (Stream<ItemRow> rows = archive.after(0)) {
            rows.forEach(
                    row -> {
                        StoredItem item = archive.open(row);
                        documents.add(
                                IndexDocument.of(
                                        row.sequence(),
                                        item.event(),
                                        item.headline(),
                                        row.audience()));
                    });
        }
        return documents;
    }

    private ColdLucene.Outcome cold(List<IndexDocument> documents, List<String> jvm)
            throws IOException, InterruptedException {
        Path file = work.resolve("documents");
        DocumentFile.write(documents, file);
        ColdLucene.Outcome outcome = ColdLucene.measure(file, work.resolve("lucene-cold"), jvm);
        System.out.println("Lucene alone, cold: " + outcome);
        return outcome;
    }

    /// Only the time in which documents are indexed counts, not the reading of them.
    private Measured warm(List<IndexDocument> documents, long bytes) {
        LuceneLimit.measure(
                documents.subList(0, Math.min(documents.size(), DOCUMENTS_AT_ONCE)).iterator(),
                work.resolve("lucene-warm-up"));
        long began = System.nanoTime();
        LuceneLimit.Speed speed = LuceneLimit.measure(documents.iterator(), work.resolve("lucene"));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("Lucene alone, warm: " + speed);
        return new Measured("Lucene alone, warm, the limit", documents.size(), bytes, took);
    }

    private static Measured render(ArchiveReader archive) {
        record Item(ItemId id, Event event) {}
        List<Item> items = new ArrayList<>();
        Map<List<Person>, List<Person>> rosters = new HashMap<>();
        try (Stream<ItemRow> rows = archive.after(0)) {
            rows.limit(RENDERED_AT_MOST)
                    .forEach(
                            row -> {
                                Event event = archive.open(row).event();
                                List<Person> members = event.members();
                                items.add(
                                        new Item(
                                                row.id(),
                                                of(
                                                        event,
                                                        rosters.computeIfAbsent(
                                                                members, _ -> members))));
                            });
        }
        MailRenderer renderer = new MailRenderer();
        items.forEach(item -> renderer.render(item.event(), item.id()));
        long began = System.nanoTime();
        items.forEach(item -> renderer.render(item.event(), item.id()));
        return new Measured(
                "render alone, one thread",
                items.size(),
                0,
                Duration.ofNanos(System.nanoTime() - began));
    }

    /// The events of an intake share their members; those of an archive, opened one by one, do not.
    private static Event of(Event event, List<Person> members) {
        return new Event(
                event.chat(),
                event.time(),
                event.sender(),
                members,
                event.direction(),
                event.key(),
                event.content(),
                event.provenance());
    }

    private static long size(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void load(String when) throws IOException {
        Path load = Path.of("/proc/loadavg");
        if (Files.exists(load)) {
            System.out.printf("machine load %s: %s%n", when, Files.readString(load).strip());
        }
    }
}
