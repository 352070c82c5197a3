package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.ALICE;
import static dev.wharf.connector.intake.LiveBench.file;
import static dev.wharf.connector.intake.LiveBench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.people.Mapping;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Kept originals are decoded again.
class RedecodeTest {
    private final LiveBench bench = new LiveBench();

    private Redecode.Report redecode(boolean apply, Long... captures) {
        return new Redecode(
                        new IntakePorts(
                                bench.site,
                                List.of(bench.site),
                                bench.archive,
                                bench.archive,
                                new MailRenderer()::render,
                                bench.ledger,
                                bench.clock),
                        IntakeOptions.of(bench.users, Mapping.NONE, Actor.user("operator", "host")))
                .run(Stream.of(captures).map(CaptureId::new).toList(), apply, Progress.NONE);
    }

    @Test
    void whatIsDecodedAsBeforeIsTheSame() {
        bench.add(text("3EB1"), text("3EB2"));
        long files = bench.add(file("3EB3", "", "a.jpg"));
        bench.site.visit(files, Map.of("a.jpg", "picture"));
        bench.site.unknown("what is this");
        bench.site.add(ALICE, "log.json", List.of(text("3EB4")), Map.of());
        bench.run();
        int items = bench.items().size();

        Redecode.Report report = redecode(true);

        assertThat(report.all()).isEqualTo(new Redecode.Difference(6, 0, 0, 0, 0));
        assertThat(report.captures()).isEqualTo(5);
        assertThat(report.originals()).isEqualTo(2);
        assertThat(report.listed()).isEmpty();
        assertThat(bench.items()).hasSize(items);
    }

    @Test
    void whatABetterDecoderReadsIsAddedOnce() {
        long first = bench.add(text("3EB1"));
        bench.site.add(ALICE, "log.json", List.of(text("3EB2")), Map.of());
        bench.run();
        bench.site.decodeTo(first, List.of(text("3EB1"), text("3EB9")));
        bench.site.decodeTo(first + 1, List.of(text("3EB2"), text("3EB8")));

        Redecode.Report rehearsal = redecode(false);
        assertThat(rehearsal.all()).isEqualTo(new Redecode.Difference(2, 2, 0, 0, 0));
        assertThat(rehearsal.listed()).hasSize(2);
        assertThat(bench.items()).hasSize(2);

        Redecode.Report applied = redecode(true);
        assertThat(applied.all().added()).isEqualTo(2);
        assertThat(bench.texts()).contains("text of 3EB9", "text of 3EB8").hasSize(4);
        assertThat(redecode(true).all().isAny()).isFalse();
        try (Stream<LedgerEntry> entries = bench.ledger.entries(0)) {
            assertThat(entries.filter(entry -> entry.act().kind() == ActKind.REDECODE)).hasSize(3);
        }
    }

    @Test
    void whatIsDecodedOtherwiseIsSaidSo() {
        long first = bench.add(text("3EB1"));
        bench.run();
        bench.site.decodeTo(
                first,
                List.of(
                        LiveBench.direct(
                                ALICE,
                                LiveBench.CLIENT,
                                LiveBench.CLIENT,
                                "3EB1",
                                Content.Message.text("read better"))));

        assertThat(redecode(false, first).all()).isEqualTo(new Redecode.Difference(0, 1, 1, 0, 0));
    }

    @Test
    void whoIsKnownOnlyNowGetsTheirMail() {
        bench.users = LiveBench.users("Ben Baker," + LiveBench.BEN + ",ben@firm.example");
        bench.add(text("3EB1"));
        bench.run();
        bench.users = LiveBench.users("Alice Adams," + ALICE + ",alice@firm.example");

        assertThat(redecode(true).all().widened()).isEqualTo(1);
        assertThat(bench.mailbox("alice@firm.example")).hasSize(1);
    }

    @Test
    void anExportThatIsReadOtherwiseGetsIdsOfItsOwn() {
        Bench exports = new Bench().users("Ana Ruiz,+34612345678,ana@firm.example");
        CaptureRecord capture = exports.site.add(export("Ana: <attached", "photo>"));
        exports.run();
        exports.site.decodeTo(capture, export("+34612345678", "photo"));

        Redecode again = new Redecode(exports.ports(), exports.options());

        assertThat(again.run(List.of(), true, Progress.NONE).all().added()).isPositive();
        assertThat(exports.items().stream().map(item -> item.row().id())).doesNotHaveDuplicates();
        assertThat(exports.texts("ana@firm.example")).contains("photo 1", "photo 2", "photo 3");
        assertThat(again.run(List.of(), true, Progress.NONE).all().isAny()).isFalse();
    }

    /// Only its first line is the same whoever reads the others.
    private static Script export(String sender, String text) {
        return new Script(ChatKind.UNKNOWN, null)
                .say("2026-09-14T08:00:00Z", "Cleo", "The photos, please")
                .say("2026-09-14T08:01:00Z", sender, text + " 1")
                .say("2026-09-14T08:02:00Z", sender, text + " 2")
                .say("2026-09-14T08:03:00Z", sender, text + " 3");
    }
}
