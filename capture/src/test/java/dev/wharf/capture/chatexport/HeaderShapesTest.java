package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.TimePrecision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The heads of messages as phones of many languages and regions write them.
class HeaderShapesTest {
    private static final String SHAPES =
            """
            [3/27/22, 21:41:35] Ana: hi                       | 2022-03-27T21:41:35Z
            [3/27/22 21:41:35] Ana: hi                        | 2022-03-27T21:41:35Z
            [31/12/2022 11:40:26] Ana: hi                     | 2022-12-31T11:40:26Z
            [3/27/22 14.56.01] Ana: hi                        | 2022-03-27T14:56:01Z
            [27.03.22, 21:41:35] Ana: hi                      | 2022-03-27T21:41:35Z
            [27. 3. 2022, 21:41:35] Ana: hi                   | 2022-03-27T21:41:35Z
            [27. 3. 2022. 21:41:35] Ana: hi                   | 2022-03-27T21:41:35Z
            [21:41:35, 27/3/22] Ana: hi                       | 2022-03-27T21:41:35Z
            [21:41, 27.03.2022] Ana: hi                       | 2022-03-27T21:41:00Z
            [2022/3/27 21:41:35] Ana: hi                      | 2022-03-27T21:41:35Z
            [2022/3/27 下午9:41:35] Ana: hi                   | 2022-03-27T21:41:35Z
            [2022/3/27 上午12:41:35] Ana: hi                  | 2022-03-27T00:41:35Z
            [2022. 3. 27. 오후 9:41:35] Ana: hi               | 2022-03-27T21:41:35Z
            [2022年3月27日 21:41:35] Ana: hi                  | 2022-03-27T21:41:35Z
            [2022-03-27, 21:41:35] Ana: hi                    | 2022-03-27T21:41:35Z
            [3/27/2565 BE, 21:41:35] Ana: hi                  | 2022-03-27T21:41:35Z
            [3/27/R4, 21:41:35] Ana: hi                       | 2022-03-27T21:41:35Z
            [R4/3/27 21:41:35] Ana: hi                        | 2022-03-27T21:41:35Z
            [令和4年3月27日 21:41:35] Ana: hi                 | 2022-03-27T21:41:35Z
            [۱۴۰۱/۱/۷،\u200f ۲۱:۴۱:۳۵] Ana: hi                | 2022-03-27T21:41:35Z
            [24/8/1443 AH, 21:41:35] Ana: hi                  | 2022-03-27T21:41:35Z
            [3/27/22, 9:41:35\u202fPM] Ana: hi                | 2022-03-27T21:41:35Z
            [3/27/22, 9:41:35\u2009PM] Ana: hi                | 2022-03-27T21:41:35Z
            [3/27/22, 12:41:35\u202fAM] Ana: hi               | 2022-03-27T00:41:35Z
            [27.3.2022, 9:41:35 אחה"צ] Ana: hi                | 2022-03-27T21:41:35Z
            [27/3/22 9:41:35 CH] Ana: hi                      | 2022-03-27T21:41:35Z
            \u200e[\u200f27\u200f/3\u200f/2022، 21:41:35] Ana: hi | 2022-03-27T21:41:35Z
            [٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥\u00a0م] Ana: hi   | 2022-03-27T21:41:35Z
            13.06.18 21.25.15: Ana: hi                        | 2018-06-13T21:25:15Z
            27/02/14 05:16:12: Ana: hi                        | 2014-02-27T05:16:12Z
            23/03/2022, 13:31 - Ana: hi                       | 2022-03-23T13:31:00Z
            6/30/23, 16:13 - Ana: hi                          | 2023-06-30T16:13:00Z
            12/31/23, 9:58\u202fPM - Ana: hi                  | 2023-12-31T21:58:00Z
            23.03.22 13:31 - Ana: hi                          | 2022-03-23T13:31:00Z
            18-03-2022 14:56 - Ana: hi                        | 2022-03-18T14:56:00Z
            13/09/2015 à 09:58 - Ana: hi                      | 2015-09-13T09:58:00Z
            27.3.2022 klo 21.25 - Ana: hi                     | 2022-03-27T21:25:00Z
            20/6/2017 8:28\u00a0p.\u00a0m. - Ana: hi          | 2017-06-20T20:28:00Z
            31/12/23, 12:01\u202fa.\u00a0m. - Ana: hi         | 2023-12-31T00:01:00Z
            31.12.2023 ÖS 9:58 - Ana: hi                      | 2023-12-31T21:58:00Z
            2024/10/31 15:50 - Ana: hi                        | 2024-10-31T15:50:00Z
            2024/10/31 下午3:50 – Ana: hi                     | 2024-10-31T15:50:00Z
            31/10/24, 15 h 50 - Ana: hi                       | 2024-10-31T15:50:00Z
            31.10.24 г., 15:50 - Ana: hi                      | 2024-10-31T15:50:00Z
            ৩১/১০/২৪, ৩:৫০ PM - Ana: hi                       | 2024-10-31T15:50:00Z
            ३१/१०/२४, ३:५० अपराह्न - Ana: hi                   | 2024-10-31T15:50:00Z
            31/10/24, 24:05 - Ana: hi                         | 2024-10-31T00:05:00Z
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = SHAPES, delimiter = '|', quoteCharacter = '`')
    void readsTheTime(String line, String time) {
        Export export = Export.text(line);

        assertThat(export.recognised()).isTrue();
        assertThat(export.times()).containsExactly(time);
        assertThat(export.senders()).containsExactly("Ana");
        assertThat(export.texts()).containsExactly("hi");
    }

    @Test
    void theTimeStandsInTheEventAsItStoodInTheFile() {
        var time = Export.text("[3/27/22, 9:41:35\u202FPM] Ana: hi").events().getFirst().time();

        assertThat(time.localText()).isEqualTo("3/27/22, 9:41:35\u202FPM");
        assertThat(time.precision()).isEqualTo(TimePrecision.SECOND);
    }

    @Test
    void withoutSecondsTheTimeIsPreciseToTheMinute() {
        var time = Export.text("27/03/2022, 21:41 - Ana: hi").events().getFirst().time();

        assertThat(time.precision()).isEqualTo(TimePrecision.MINUTE);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    hello
                    1/2/3
                    12:30 lunch
                    [not a date] Ana: hi
                    27/03/2022 is the day
                    1.2.3.4 - 5.6.7.8
                    99/99/9999, 99:99 - Ana: hi
                    """,
            delimiter = '|')
    void otherLinesAreNoHeads(String line) {
        assertThat(Export.text(line).recognised()).isFalse();
    }
}
