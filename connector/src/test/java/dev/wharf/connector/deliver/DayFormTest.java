package dev.wharf.connector.deliver;

import static dev.wharf.connector.deliver.Stage.ALICE;
import static dev.wharf.connector.deliver.Stage.BOB;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.run.Counters;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.mail.DaySplit;
import dev.wharf.testkit.destination.MemoryDestination.Held;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sample items happen an hour after each other, the first at 09:30: days of 15, 24, 24 … items.
class DayFormTest {
    private static final Pattern COUNT = Pattern.compile("X-Wharf-Items: (\\d+)");

    private final Stage stage = new Stage();
    private DaySplit split = DaySplit.STANDARD;

    @BeforeEach
    void takeDays() {
        stage.window = 1_000;
        stage.form =
                archive -> new DayForm(archive, new DayMarks(archive, archive, stage.clock), split);
    }

    @Test
    void aDayIsOneMail() {
        stage.items(15 + 24 + 3, ALICE, BOB);
        stage.run();
        stage.later(Duration.ofDays(1));

        stage.run();

        assertThat(counts(ALICE)).containsExactly(15, 24, 3);
        assertThat(counts(BOB)).containsExactly(15, 24, 3);
        assertThat(stage.counters()).isEqualTo(new Counters(84, 0, 0, 0, 0));
    }

    @Test
    void nothingLeavesBeforeTheDayIsOver() {
        stage.run();
        stage.items(5, ALICE);

        stage.run();
        assertThat(stage.destination.held(ALICE)).isEmpty();

        stage.later(Duration.ofHours(15));
        stage.run();
        assertThat(counts(ALICE)).containsExactly(5);
    }

    @Test
    void whatArrivesLateIsOneMoreMail() {
        stage.items(5, ALICE);
        stage.run();
        stage.items(3, ALICE);
        stage.later(Duration.ofDays(1));

        stage.run();

        assertThat(counts(ALICE)).containsExactly(5, 3);
        assertThat(subjects(ALICE).getFirst()).doesNotContain("(continued)");
        assertThat(subjects(ALICE).getLast()).contains("(continued)");
    }

    @Test
    void aLargeDayIsSplit() {
        split = new DaySplit(10, 20 << 20);
        stage.items(15, ALICE);
        stage.run();
        stage.later(Duration.ofDays(1));

        stage.run();

        assertThat(counts(ALICE)).containsExactly(10, 5);
    }

    @Test
    void anErasedItemIsLeftOut() {
        List<ItemId> items = stage.items(5, ALICE);
        stage.archive.erase(items.get(2));
        stage.run();
        stage.later(Duration.ofDays(1));

        stage.run();

        assertThat(counts(ALICE)).containsExactly(4);
        assertThat(stage.counters()).isEqualTo(new Counters(4, 0, 1, 0, 0));
    }

    private List<Integer> counts(EmailAddress mailbox) {
        return stage.destination.held(mailbox).stream()
                .map(DayFormTest::head)
                .map(COUNT::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    private List<String> subjects(EmailAddress mailbox) {
        return stage.destination.held(mailbox).stream()
                .map(DayFormTest::head)
                .map(head -> head.substring(head.indexOf("Subject:")).split("\r\n", 2)[0])
                .toList();
    }

    private static String head(Held mail) {
        return new String(mail.bytes(), StandardCharsets.US_ASCII);
    }
}
