package dev.wharf.connector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class AdminLogTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T02:00:00Z"));
    private final MemoryArchive archive = new MemoryArchive();
    private final ConnectorRunStore runs = new ConnectorRunStore(archive, archive, clock);
    private final AdminLog log = new AdminLog(runs);

    private void run() {
        ConnectorRun run = runs.begin(Logged.MAIL).with(Logged.result(Logged.five()));
        archive.commit(new FailureChunks(run.id()).of(Logged.oneOfEach()));
        clock.move(Duration.ofSeconds(250));
        runs.end(run, RunState.INCOMPLETE, null);
    }

    private void look() {
        runs.end(runs.begin(Logged.MAIL), RunState.SUCCEEDED, null);
    }

    private String days(int number) {
        StringWriter out = new StringWriter();
        try {
            new AdminLogCsv(false).days(log.days(Logged.MAIL, DAY, DAY.plusDays(number - 1)), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    @Test
    void aDayIsALineInMicrosoftsColumns() {
        run();
        clock.move(Duration.ofHours(3));
        run();
        clock.move(Duration.ofDays(1));
        look();

        assertThat(days(3))
                .isEqualToNormalizingNewlines(
                        """
                        Import completion time,Items available from source,Items available for import,Items imported successfully,Items partially imported,Items skipped,Items failed,Items quarantined
                        2026-11-28T05:08:20Z,4,10,4,2,0,2,2
                        No items ingested on 11/29/2026.,,,,,,,
                        No items ingested on 11/30/2026. The connector did not run.,,,,,,,
                        """);
    }

    @Test
    void whatDidNotArriveHasALineForEachCopy() throws IOException {
        run();
        StringWriter out = new StringWriter();

        new AdminLogCsv(false).details(log.details(Logged.MAIL, DAY, DAY), out);

        assertThat(out)
                .hasToString(
                        """
                        Item id,Source User ID,M365 User ID (UPN),Failure Reason,Outcome,Destination,Run
                        %s,445204334324,susan@company.com,the mailbox is full,failed,exchange,mail/20261128-000001
                        %s,,jeff@company.com,"left out: ""clip.mp4"", 2 GB, is too large",partially,exchange,mail/20261128-000001
                        %s,party 17,,nobody knows the mailbox,quarantined,exchange,mail/20261128-000001
                        """
                                .formatted(Logged.item(1), Logged.item(2), Logged.item(3))
                                .replace("\n", "\r\n"));
    }

    @Test
    void asManyAreListedAsAreCounted() {
        run();
        run();

        assertThat(log.details(Logged.MAIL, DAY, DAY))
                .hasSize((int) log.day(Logged.MAIL, DAY).counters().notImported());
    }

    @Test
    void aRunOnItsWayHasNoCompletionTime() {
        runs.save(
                runs.begin(Logged.MAIL)
                        .become(RunState.DELIVERING, clock.instant())
                        .with(Logged.result(Logged.five())));

        assertThat(days(1)).endsWith("\r\n,2,5,2,1,0,1,1\r\n");
    }

    @Test
    void aDayOnWhichNothingWentThroughNamesTheRun() {
        runs.end(runs.begin(Logged.MAIL), RunState.WAITING, "the server is away");

        assertThat(days(1))
                .contains(
                        "No items ingested on 11/28/2026. A run did not go through: mail/20261128-000001,");
    }

    @Test
    void theSameIsWrittenAsJson() throws IOException {
        run();
        clock.move(Duration.ofDays(1));
        look();
        StringWriter out = new StringWriter();

        new AdminLogJson(log).write(Logged.MAIL, DAY, DAY.plusDays(1), out);

        JsonNode json = JsonMapper.shared().readTree(out.toString());
        JsonNode first = json.at("/days/0");
        assertThat(json.get("connector").asString()).isEqualTo("mail");
        assertThat(first.get("completed").asString()).isEqualTo("2026-11-28T02:04:10Z");
        assertThat(first.get("counters"))
                .hasToString(
                        "{\"fromSource\":2,\"forImport\":5,\"imported\":2,\"partially\":1,\"skipped\":0,\"failed\":1,\"quarantined\":1}");
        assertThat(first.at("/notImported/0"))
                .hasToString(
                        "{\"item\":\"%s\",\"source\":\"445204334324\",\"mailbox\":\"susan@company.com\",\"reason\":\"the mailbox is full\",\"outcome\":\"failed\",\"destination\":\"exchange\",\"run\":\"mail/20261128-000001\"}"
                                .formatted(Logged.item(1)));
        assertThat(first.get("notImported")).hasSize(3);
        assertThat(json.at("/days/1/nothing").asString())
                .isEqualTo("No items ingested on 11/29/2026.");
    }

    @Test
    void nothingThatASpreadsheetTakesForAFormulaIsWritten() throws IOException {
        for (String reason : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1")) {
            StringWriter out = new StringWriter();

            new AdminLogCsv(false)
                    .details(
                            Stream.of(
                                    new AdminLog.Detail(
                                            new ConnectorRunId(Logged.MAIL, DAY, 1),
                                            Logged.failed(1, reason))),
                            out);

            assertThat(out.toString()).contains("'" + reason).doesNotContain("," + reason);
        }
    }

    @Test
    void aByteOrderMarkIsWrittenWhenAsked() throws IOException {
        StringWriter out = new StringWriter();

        new AdminLogCsv(true).days(Stream.of(), out);

        assertThat(out.toString()).startsWith("\uFEFFImport completion time,");
    }

    @Test
    void aMillionCopiesAreWrittenAsTheyAreRead() throws IOException {
        NotDelivered copy = Logged.failed(1, "full");
        ConnectorRunId run = new ConnectorRunId(Logged.MAIL, DAY, 1);
        long[] written = new long[1];
        Writer counting =
                new Writer() {
                    @Override
                    public void write(char[] text, int from, int length) {
                        written[0] += length;
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {
                        throw new IllegalStateException("it is not the log's to close");
                    }
                };

        new AdminLogCsv(false)
                .details(
                        LongStream.range(0, 1_000_000)
                                .mapToObj(_ -> new AdminLog.Detail(run, copy)),
                        counting);

        assertThat(written[0]).isGreaterThan(100_000_000);
    }

    @Test
    void pythonReadsTheSame(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(pythonIsThere(), "SKIPPED: python3 is not installed; ./check installs it");
        String awkward = "said \"no\",\r\n then; é 会 👍🏽 'quoted'\tand =1+1";
        Path file = folder.resolve("details.csv");
        ConnectorRunId run = new ConnectorRunId(Logged.MAIL, DAY, 1);
        try (Writer out = Files.newBufferedWriter(file)) {
            new AdminLogCsv(true)
                    .details(
                            Stream.of(
                                    new AdminLog.Detail(run, Logged.failed(1, awkward)),
                                    new AdminLog.Detail(run, Logged.failed(2, "=1+1"))),
                            out);
        }

        JsonNode rows = python(file);

        assertThat(rows).hasSize(3);
        assertThat(rows.at("/0/3").asString()).isEqualTo("Failure Reason");
        assertThat(rows.at("/1/0").asString()).isEqualTo(Logged.item(1).toString());
        assertThat(rows.at("/1/3").asString()).isEqualTo(awkward);
        assertThat(rows.at("/2/3").asString()).isEqualTo("'=1+1");
    }

    private static boolean pythonIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import csv").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static JsonNode python(Path file) throws IOException, InterruptedException {
        String script =
                """
                import csv, json, sys
                with open(sys.argv[1], encoding="utf-8-sig", newline="") as f:
                    print(json.dumps(list(csv.reader(f, strict=True))))
                """;
        Process python =
                new ProcessBuilder("python3", "-c", script, file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).isZero();
        return JsonMapper.shared().readTree(output);
    }
}
