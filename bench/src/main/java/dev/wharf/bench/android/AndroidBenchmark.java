package dev.wharf.bench.android;

import dev.wharf.bench.ChildImport;
import dev.wharf.bench.ChildJvm;
import dev.wharf.testkit.ExportGenerator;
import dev.wharf.testkit.ExportShape;
import dev.wharf.testkit.android.AndroidGeneration;
import dev.wharf.testkit.android.AndroidShape;
import dev.wharf.testkit.android.AndroidStore;
import dev.wharf.testkit.android.AndroidWritten;
import dev.wharf.testkit.android.AndroidWritten.Fact;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A phone's whole history: a made-up `msgstore.db` of this year's shape, with groups, media,
/// reactions, receipts, quotes, edits, polls and calls, goes from file to archived, mapped and
/// searchable, in a child with a heap of 512 MB; and beside it, in the same run and in the same
/// way, a chat export of as many messages.
///
/// The rates are per message; reactions, votes, receipts and calls come on top of the messages, and
/// the line says how many events all are.
///
/// `AndroidBenchmark [messages] [directory]`; see `bench/run`.
public final class AndroidBenchmark {
    private static final String OWNER = "+4915200000000";
    private static final Pattern EVENTS = Pattern.compile("\"events\"\\s*:\\s*(\\d+)");
    private static final Pattern MISSING = Pattern.compile("\"missing\"\\s*:\\s*(\\d+)");

    private final long messages;
    private final Path work;

    private AndroidBenchmark(long messages, Path work) {
        this.messages = messages;
        this.work = work;
    }

    public static void main(String[] arguments)
            throws IOException, InterruptedException, SQLException {
        long messages = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        Path work =
                arguments.length > 1
                        ? Files.createDirectories(Path.of(arguments[1]))
                        : Files.createTempDirectory("wharf-bench");
        new AndroidBenchmark(messages, work).run();
    }

    private void run() throws IOException, InterruptedException, SQLException {
        long began = System.nanoTime();
        AndroidWritten phone =
                AndroidStore.write(
                        AndroidShape.of(AndroidGeneration.LID, messages), work.resolve("phone"));
        System.out.printf(
                "%,d messages, %,d media, %,d reactions, %,d receipts, %,d quotes, %,d calls: %.1f MB, made in %.1f s%n",
                messages,
                phone.count(Fact.MEDIA),
                phone.count(Fact.REACTION, Fact.REACTION_REMOVED),
                phone.count(Fact.RECEIPT),
                phone.count(Fact.QUOTE),
                phone.count(Fact.CALL),
                Files.size(phone.database()) / 1e6,
                (System.nanoTime() - began) / 1e9);
        List<String> jvm = ChildJvm.withClasses(work);
        Speed database = imported("msgstore.db", phone.database(), OWNER, List.of(), jvm);
        Speed export =
                imported(
                        "chat export",
                        export(),
                        "ana.lima@bench.example",
                        List.of("--match-names", "--zone", "Europe/Berlin"),
                        jvm);
        System.out.printf(
                "msgstore.db: %.2f of the rate of the chat export, message by message; %.2f by processor time%n",
                export.seconds() / database.seconds(), export.cpuSeconds() / database.cpuSeconds());
    }

    private record Speed(double seconds, double cpuSeconds) {}

    private Speed imported(
            String what, Path file, String owner, List<String> more, List<String> jvm)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(work.resolve(what.replace(' ', '-'))).resolve("home");
        List<String> arguments = new ArrayList<>();
        arguments.add(file.toString());
        arguments.addAll(List.of("--users", users().toString(), "--owner", owner));
        arguments.addAll(more);
        ChildImport.Outcome whole = new ChildImport(home, jvm).run(arguments);
        if (whole.exitCode() != 0) {
            throw new IllegalStateException(
                    "the import of %s ended with %d".formatted(what, whole.exitCode()));
        }
        double seconds = whole.took().toNanos() / 1e9;
        String json = Files.readString(whole.json());
        System.out.printf(
                "%-12s %6.1f s %,9.0f messages/s %6.1f CPU-us/message, %,d events, peak RSS %,d MB, %,d media missing%n",
                what,
                seconds,
                messages / seconds,
                whole.cpu().toNanos() / 1e3 / messages,
                number(EVENTS, json),
                whole.peakKilobytes() >> 10,
                number(MISSING, json));
        return new Speed(seconds, whole.cpu().toNanos() / 1e9);
    }

    private static long number(Pattern field, String json) {
        Matcher found = field.matcher(json);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private Path users() throws IOException {
        Path users = work.resolve("users.csv");
        Files.writeString(
                users,
                """
                name,phone,email
                Ana Lima,+4915111111111,ana.lima@bench.example
                Bo Chen,+4915111111112,bo.chen@bench.example
                Olivia Owner,%s,olivia.owner@bench.example
                Contact 0,+4915200000001,contact.0@bench.example
                """
                        .formatted(OWNER));
        return users;
    }

    private Path export() throws IOException {
        Path export = work.resolve("WhatsApp Chat with Bo Chen.txt");
        ExportGenerator generator =
                new ExportGenerator(ExportGenerator.Chat.direct(7, "Ana Lima", "Bo Chen"));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(export), 1 << 16)) {
            generator.text(
                    ExportGenerator.View.of(
                            0, ExportShape.ANDROID_EN, ZoneId.of("Europe/Berlin"), messages),
                    out);
        }
        return export;
    }
}
