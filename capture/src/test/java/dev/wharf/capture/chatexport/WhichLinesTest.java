package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.SourceReport;

import org.junit.jupiter.api.Test;

/// Which lines begin a message, and whose it is.
class WhichLinesTest {
    @Test
    void linesWithoutAHeadBelongToTheMessageAbove() {
        Export export =
                Export.text("13/1/24, 10:00 - Ana: one\ntwo\n\nthree\n13/1/24, 10:01 - Bob: b");

        assertThat(export.texts()).containsExactly("one\ntwo\n\nthree", "b");
    }

    @Test
    void aPastedChatStaysInItsMessage() {
        Export export =
                Export.text(
                        """
                        1/13/24, 10:00 - Ana: look what he said:
                        1/12/24, 09:00 - Zed: I never said that
                        1/12/24, 09:01 - Zed: honest
                        1/13/24, 10:01 - Bob: wow
                        """);

        assertThat(export.senders()).containsExactly("Ana", "Bob");
        assertThat(export.texts().getFirst()).contains("Zed: honest");
        assertThat(export.report().warnings()).anyMatch(warning -> warning.contains("line 2, 3"));
    }

    @Test
    void aClockThatJumpsBackIsKeptInOrder() {
        Export export =
                Export.text(
                        """
                        1/13/24, 10:00 - Ana: boarding
                        1/13/24, 04:00 - Ana: landed
                        1/13/24, 04:30 - Bob: welcome
                        1/13/24, 11:00 - Bob: dinner?
                        """);

        assertThat(export.texts()).containsExactly("boarding", "landed", "welcome", "dinner?");
    }

    @Test
    void someoneWhoOnlySpeaksAfterTheJumpIsReal() {
        Export export =
                Export.text(
                        """
                        1/13/24, 10:00 - Ana: boarding
                        1/13/24, 04:00 - Ana: landed
                        1/13/24, 04:30 - Bob: welcome
                        """);

        assertThat(export.senders()).containsExactly("Ana", "Ana", "Bob");
    }

    @Test
    void someoneWhoWasAddedIsReal() {
        Export export =
                Export.text(
                        """
                        1/13/24, 09:00 - Ana added Zed
                        1/13/24, 10:00 - Ana: hi
                        1/12/24, 09:00 - Zed: late
                        1/13/24, 10:01 - Ana: ok
                        """);

        assertThat(export.senders()).containsExactly("Ana", "Ana", "Zed", "Ana");
    }

    @Test
    void aChatPastedFromTheDesktopStaysInItsMessage() {
        Export export =
                Export.text(
                        """
                        13/1/24, 10:00 - Ana: see
                        [09:00, 12/1/2024] Bob: one
                        [09:01, 12/1/2024] Zed: two
                        13/1/24, 10:01 - Bob: ok
                        """);

        assertThat(export.senders()).containsExactly("Ana", "Bob");
    }

    @Test
    void anotherExportBehindTheFirstIsRead() {
        Export export =
                Export.text(
                        """
                        13/1/24, 10:00 - Ana: one
                        13/1/24, 10:01 - Bob: two
                        [14/1/24, 10:00:00] Bob: \u200EMessages and calls are end-to-end encrypted.
                        [14/1/24, 10:01:00] Ana: three
                        """);

        assertThat(export.texts()).contains("three");
        assertThat(export.report().warnings())
                .anyMatch(warning -> warning.contains("several shapes"));
    }

    @Test
    void aColonInWhatsAppsOwnTextIsNoSender() {
        Export export =
                Export.text(
                        """
                        13/1/24, 10:00 - Messages and calls are end-to-end encrypted: nobody else can read them.
                        13/1/24, 10:01 - Bob changed the group name to "Party: 2024"
                        13/1/24, 10:02 - Bob changed the subject from "a: b" to "c: d"
                        13/1/24, 10:03 - Bob: hi
                        """);

        SourceReport report = export.report();

        assertThat(report.senders()).containsOnlyKeys("Bob");
        assertThat(report.chat()).isEqualTo("c: d");
        assertThat(export.senders()).containsExactly("-", "Bob", "Bob", "Bob");
    }

    @Test
    void namesMayHoldAlmostAnything() {
        Export export =
                Export.text(
                        """
                        13/1/24, 10:00 - Dr: Smith: one
                        13/1/24, 10:01 - Bob - Sales: two
                        13/1/24, 10:02 - x] y: three
                        13/1/24, 10:03 - 🤓: four
                        13/1/24, 10:04 - ~\u202FEve: five
                        13/1/24, 10:05 - +1 (777) 777\u20117777: six
                        13/1/24, 10:06 - Dr: Smith: seven
                        13/1/24, 10:07 - Dr: Smith: eight: or nine
                        """);

        assertThat(export.senders())
                .containsExactly(
                        "Dr: Smith",
                        "Bob - Sales",
                        "x] y",
                        "🤓",
                        "~\u202FEve",
                        "+17777777777",
                        "Dr: Smith",
                        "Dr: Smith");
        assertThat(export.texts()).last().isEqualTo("eight: or nine");
    }

    @Test
    void aNameThatSoundsLikeWhatsAppIsANameWhenItKeepsWriting() {
        Export export =
                Export.text(
                        """
                        13/1/24, 10:00 - Acme business account: one
                        13/1/24, 10:01 - Acme business account: two
                        13/1/24, 10:02 - Acme business account: three
                        13/1/24, 10:03 - Bob: four
                        """);

        assertThat(export.report().senders()).containsEntry("Acme business account", 3L);
    }

    @Test
    void theTitleBehindWhichIosWritesIsNobody() {
        Export export =
                Export.text(
                        """
                        [13/09/2026, 09:58:01] Cohort 1: \u200EMessages and calls are end-to-end encrypted.
                        [13/09/2026, 10:02:11] Cohort 1: \u200EAwa added Moussa
                        [13/09/2026, 14:05:33] Awa: Deadline
                        [13/09/2026, 14:06:02] \u200EMoussa: \u200Eimage omitted
                        """);

        assertThat(export.report().senders()).containsOnlyKeys("Awa", "Moussa");
        assertThat(export.report().chat()).isEqualTo("Cohort 1");
        assertThat(export.events())
                .allSatisfy(
                        event ->
                                assertThat(event.members())
                                        .noneMatch(person -> "Cohort 1".equals(person.name())));
    }

    @Test
    void whatStandsBeforeTheFirstMessageIsCounted() {
        SourceReport report =
                Export.text("WhatsApp Chat - Bob\n13/01/2024, 10:00 - Ana: hi\n").report();

        assertThat(report.warnings())
                .anyMatch(warning -> warning.contains("20 bytes before the first message"));
    }

    @Test
    void aColonInWordsNobodyKnowsIsNoSenderWhenTheyBeginWithOne() {
        Export export =
                Export.text(
                        """
                        13/1/24, 10:00 - Ana: hi
                        13/1/24, 10:01 - Ana blargh wuff oink: grunz
                        13/1/24, 10:02 - Ana van der Berg: hello
                        """);

        assertThat(export.report().senders()).containsOnlyKeys("Ana", "Ana van der Berg");
    }
}
