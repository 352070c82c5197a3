package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;

import org.junit.jupiter.api.Test;

/// From the phone's clock to an instant.
class ZonesTest {
    private static final Export SUMMER = Export.text("13/07/2024, 10:00 - Ana: hi");

    @Test
    void aGivenZoneIsTaken() {
        var time =
                SUMMER.with("zone", "Europe/Berlin")
                        .with("default-zone", "UTC")
                        .events()
                        .getFirst()
                        .time();

        assertThat(time.at()).hasToString("2024-07-13T08:00:00Z");
        assertThat(time.basis()).isEqualTo(TimeBasis.ZONE_GIVEN);
        assertThat(time.zone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void theConfiguredZoneIsAnAssumption() {
        Export export = SUMMER.with("default-zone", "+05:30");

        assertThat(export.events().getFirst().time().basis()).isEqualTo(TimeBasis.ZONE_ASSUMED);
        assertThat(export.times()).containsExactly("2024-07-13T04:30:00Z");
        assertThat(export.report().zone().how()).isEqualTo("assumed");
    }

    @Test
    void aZoneThatDoesNotExistIsRefused() {
        Export export = SUMMER.with("zone", "Mars/Olympus");

        assertThatThrownBy(export::report)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("Mars/Olympus");
    }

    @Test
    void timesThatNoClockShowedAreMarked() {
        var time =
                Export.text("31/03/2024, 02:30 - Ana: hi")
                        .with("zone", "Europe/Berlin")
                        .events()
                        .getFirst()
                        .time();

        assertThat(time.quirk()).isEqualTo(LocalTimeQuirk.GAP);
    }

    @Test
    void anHourShownTwiceIsTheFirstUnlessTheOrderProvesTheSecond() {
        Export export =
                Export.text(
                                """
                                27/10/2024, 02:10 - Ana: first
                                27/10/2024, 02:50 - Ana: first
                                27/10/2024, 02:05 - Ana: second
                                27/10/2024, 02:40 - Ana: second
                                27/10/2024, 03:01 - Ana: after
                                """)
                        .with("zone", "Europe/Berlin");

        assertThat(export.times())
                .containsExactly(
                        "2024-10-27T00:10:00Z",
                        "2024-10-27T00:50:00Z",
                        "2024-10-27T01:05:00Z",
                        "2024-10-27T01:40:00Z",
                        "2024-10-27T02:01:00Z");
        assertThat(export.events())
                .extracting(event -> event.time().quirk())
                .containsSequence(LocalTimeQuirk.OVERLAP, LocalTimeQuirk.OVERLAP);
    }

    @Test
    void namesOfMediaInUtcProveTheZoneInSummerAndWinter() {
        String text =
                """
                \u200E[13/01/2024, 10:00:00] Ana: \u200E<attached: 00000001-PHOTO-2024-01-13-09-00-00.jpg>
                \u200E[14/01/2024, 10:00:00] Ana: \u200E<attached: 00000002-PHOTO-2024-01-14-09-00-00.jpg>
                \u200E[13/07/2024, 10:00:00] Ana: \u200E<attached: 00000003-PHOTO-2024-07-13-08-00-00.jpg>
                \u200E[14/07/2024, 10:00:00] Ana: \u200E<attached: 00000004-PHOTO-2024-07-14-08-00-00.jpg>
                """;

        assertThat(Export.text(text).with("default-zone", "Europe/Berlin").report().zone().how())
                .isEqualTo("proven");
        assertThat(Export.text(text).with("default-zone", "Europe/London").report().zone().how())
                .isEqualTo("assumed");
    }
}
