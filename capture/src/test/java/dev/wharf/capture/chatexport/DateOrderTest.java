package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateOrderTest {
    @Test
    void aDayBeyondTwelveTellsTheOrder() {
        SourceReport report =
                Export.text("01/02/2024, 10:00 - Ana: a\n13/02/2024, 10:00 - Bob: b\n").report();

        assertThat(report.dateOrder().value()).isEqualTo("dmy");
        assertThat(report.dateOrder().how()).isEqualTo("evident");
        assertThat(report.firstLocal()).isEqualTo("2024-02-01T10:00:00");
    }

    @Test
    void whatTellsNothingIsAsked() {
        Export export = Export.text("01/02/2024, 10:00 - Ana: a\n03/02/2024, 10:00 - Bob: b\n");

        SourceReport report = export.report();

        assertThat(report.dateOrder().how()).isEqualTo("undecided");
        assertThat(report.questions()).hasSize(1);
        assertThat(report.questions().getFirst().option()).isEqualTo("--date-order");
        assertThat(report.questions().getFirst().answers()).containsExactly("dmy", "mdy");
        assertThat(report.firstLocal()).isNull();
        assertThatThrownBy(export::events)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_AMBIGUOUS));
    }

    @Test
    void anAnswerDecidesWhatIsOpen() {
        Export export =
                Export.text("01/02/2024, 10:00 - Ana: a\n03/02/2024, 10:00 - Bob: b\n")
                        .with("date-order", "mdy");

        assertThat(export.times()).containsExactly("2024-01-02T10:00:00Z", "2024-03-02T10:00:00Z");
        assertThat(export.report().dateOrder().how()).isEqualTo("given");
    }

    @Test
    void anAnswerNeverMakesDatesImpossible() {
        Export export =
                Export.text("01/02/2024, 10:00 - Ana: a\n13/02/2024, 10:00 - Bob: b\n")
                        .with("date-order", "mdy");

        assertThat(export.times()).containsExactly("2024-02-01T10:00:00Z", "2024-02-13T10:00:00Z");
        assertThat(export.report().warnings())
                .anyMatch(warning -> warning.contains("--date-order mdy was not followed"));
    }

    @Test
    void anotherAnswerIsRefused() {
        Export export = Export.text("01/02/2024, 10:00 - Ana: a").with("date-order", "dym");

        assertThatThrownBy(export::report)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("dmy, mdy or ymd");
    }

    @Test
    void equalDayAndMonthNeedNoAnswer() {
        Export export = Export.text("1/1/21, 12:00 - Ana: a\n2/2/21, 12:00 - Bob: b\n");

        assertThat(export.times()).containsExactly("2021-01-01T12:00:00Z", "2021-02-02T12:00:00Z");
    }

    @Test
    void namesOfMediaProveTheOrder() {
        SourceReport report =
                Export.text(
                                """
                                05/06/2024, 10:00 - Ana: IMG-20240506-WA0001.jpg (file attached)
                                05/06/2024, 10:01 - Bob: b
                                """)
                        .report();

        assertThat(report.dateOrder().value()).isEqualTo("mdy");
        assertThat(report.dateOrder().how()).isEqualTo("proven");
    }

    @Test
    void noMessageIsLaterThanItsFile() {
        Export export = Export.text("05/12/2026, 10:00 - Ana: a\n06/12/2026, 10:00 - Bob: b\n");

        assertThat(export.report().dateOrder().value()).isEqualTo("mdy");
    }

    @Test
    void timeThatWouldJumpBackTellsTheOrder() {
        Export export =
                Export.text(
                        """
                        11/01/2024, 10:00 - Ana: a
                        12/01/2024, 10:00 - Bob: b
                        01/02/2024, 10:00 - Ana: c
                        02/02/2024, 10:00 - Bob: d
                        """);

        assertThat(export.report().dateOrder().value()).isEqualTo("dmy");
    }

    @Test
    void theBannersLaterDateIsNoJump() {
        Export export =
                Export.text(
                        """
                        09/03/2022, 13:31 - Messages and calls are end-to-end encrypted. Tap to learn more.
                        08/03/2022, 14:56 - Ana: a
                        """);

        assertThat(export.report().dateOrder().how()).isEqualTo("undecided");
    }

    @Test
    void oneFileMayHoldTwoForms() {
        Export export =
                Export.text(
                        """
                        6/30/23, 16:13 - Ana: a
                        30/6/2023, 16:15 - Bob: b
                        """);

        assertThat(export.times()).containsExactly("2023-06-30T16:13:00Z", "2023-06-30T16:15:00Z");
        assertThat(export.report().dateOrder().value()).isEqualTo("mdy, dmy");
    }

    @Test
    void twoExportsOfOneFormOneBehindTheOther() {
        Export export =
                Export.text(
                        """
                        13/01/24, 10:00 - Ana: a
                        14/01/24, 10:00 - Bob: b
                        15/01/24, 10:00 - Ana: c
                        1/13/24, 10:00 - Ana: a
                        1/14/24, 10:00 - Bob: b
                        1/15/24, 10:00 - Ana: c
                        """);

        assertThat(export.times())
                .containsExactly(
                        "2024-01-13T10:00:00Z",
                        "2024-01-14T10:00:00Z",
                        "2024-01-15T10:00:00Z",
                        "2024-01-13T10:00:00Z",
                        "2024-01-14T10:00:00Z",
                        "2024-01-15T10:00:00Z");
    }

    @Test
    void oneStrayLineDoesNotTurnTheOrder() {
        StringBuilder text = new StringBuilder();
        for (int day = 1; day <= 28; day++) {
            text.append(
                    "%02d/05/2024, 10:00 - Ana: a\n%02d/05/2024, 10:01 - Bob: b\n"
                            .formatted(day, day));
        }
        text.append("28/05/2024, 11:00 - Ana: he wrote\n05/29/2024, 10:00 - Zed: hello\n");

        Export export = Export.text(text.toString());

        assertThat(export.report().dateOrder().value()).isEqualTo("dmy");
        assertThat(export.texts()).last().isEqualTo("he wrote\n05/29/2024, 10:00 - Zed: hello");
        assertThat(export.report().warnings())
                .anyMatch(warning -> warning.contains("date does not exist"));
    }

    @Test
    void theAskedLineShowsADateAndNoContent() {
        String question =
                Export.text("01/02/2024, 10:00 - Ana: secret")
                        .report()
                        .questions()
                        .getFirst()
                        .text();

        assertThat(question).contains("01/02/2024").doesNotContain("Ana").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12 Mar 2024, 14:05 - ",
                "Mar 12, 2024, 2:05\u202FPM - ",
                "March 12, 2024 at 14:05 - ",
                "12-Mar-24 14:05 - ",
                "12. März 2024, 14:05 - ",
                "12 de mar. de 2024 14:05 - ",
                "12 мар. 2024 г., 14:05 - ",
                "12 Μαρ 2024, 14:05 - ",
                "١٢ مارس ٢٠٢٤، ١٤:٠٥ - ",
                "2024. márc. 12. 14:05 - ",
                "14:05, 12 mars 2024 - ",
                "[12 मार्च 2024, 14:05:00] ",
                "[12 marca 2024, 14:05:00] ",
            })
    void monthsMayBeWords(String header) {
        Export export = Export.text(header + "Ana: hi\n" + header + "Bob: ho\n");

        assertThat(export.times()).containsOnly("2024-03-12T14:05:00Z").hasSize(2);
        assertThat(export.report().questions()).isEmpty();
        assertThat(export.report().dateOrder().how()).isEqualTo("proven");
    }

    @Test
    void aMonthThatTwoLanguagesShareIsReadAsTheOthersAre() {
        String polish = "3 listopada 2024, 14:05 - Ana: a\n3 grudnia 2024, 14:05 - Ana: b\n";
        String croatian = "3 listopada 2024, 14:05 - Ana: a\n3 prosinca 2024, 14:05 - Ana: b\n";

        assertThat(Export.text(polish).times().getFirst()).startsWith("2024-11-03");
        assertThat(Export.text(croatian).times().getFirst()).startsWith("2024-10-03");
    }

    @Test
    void sentencesWithMonthsAreNoHeaders() {
        Export export =
                Export.text(
                        """
                        12/31/2023, 10:00 - Ana: dates:
                        12 March 2024 is the day
                        Mar 12, 2024 at 14:05 we meet
                        may 5 people come - at 14:05 - yes
                        """);

        assertThat(export.events()).hasSize(1);
    }
}
