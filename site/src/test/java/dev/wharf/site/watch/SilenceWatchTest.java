package dev.wharf.site.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.site.account.Account;
import dev.wharf.site.testing.RecordedAlerts;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

class SilenceWatchTest {
    @TempDir Path directory;
    private final RecordedAlerts alerts = new RecordedAlerts();
    private TestSite site;
    private SilenceWatch watch;
    private Account zoe;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        zoe = site.enrol("zoe", TestSite.cloud("1"), "+447700900001");
        watch = watch();
    }

    private SilenceWatch watch() {
        return new SilenceWatch(
                site.database, alerts, site.clock, Duration.ofDays(3), Duration.ofDays(14));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whoIsHeardOfIsNotSilentAndWhoIsNotIsNamedOnce() {
        watch.seen(zoe.id());
        site.clock.pass(Duration.ofDays(3));
        assertThat(tick()).isEmpty();
        assertThat(alerts.raised).isEmpty();

        site.clock.pass(Duration.ofMinutes(1));

        assertThat(tick()).containsExactly(zoe.id());
        assertThat(tick()).isEmpty();
        assertThat(alerts.kinds()).containsOnly(Alert.Kind.SILENT);
        assertThat(alerts.raised.getFirst().subject()).isEqualTo(zoe.id());
    }

    @Test
    void whoWasNeverHeardOfIsSilentFromWhenSomebodyListened() {
        tick();
        site.clock.pass(Duration.ofDays(4));

        assertThat(tick()).containsExactly(zoe.id());
    }

    @Test
    void wordFromThemClearsIt() {
        watch.seen(zoe.id());
        site.clock.pass(Duration.ofDays(4));
        tick();

        watch.seen(zoe.id());
        tick();

        assertThat(alerts.cleared).containsExactly("SILENT " + zoe.id());
    }

    @Test
    void twiceTheUsualSilenceIsStrange() {
        watch.seen(zoe.id());
        site.clock.pass(Duration.ofHours(71));
        watch.seen(zoe.id());

        site.clock.pass(Duration.ofHours(84));
        assertThat(tick()).isEmpty();
        site.clock.pass(Duration.ofDays(2));
        assertThat(tick()).containsExactly(zoe.id());
    }

    @Test
    void aHolidayIsForgottenSlowly() {
        Rhythm.Policy policy = new Rhythm.Policy(Duration.ofDays(1), Duration.ofDays(30));
        Rhythm rhythm =
                new Rhythm(site.clock.instant(), Duration.ofDays(10), LocalDate.of(2026, 1, 1));

        assertThat(rhythm.limit(policy)).isEqualTo(Duration.ofDays(20));
        Rhythm later = rhythm.aged(LocalDate.of(2026, 2, 1));
        assertThat(later.limit(policy)).isBetween(Duration.ofDays(3), Duration.ofDays(5));
        assertThat(later.aged(LocalDate.of(2026, 2, 1))).isEqualTo(later);
    }

    @Test
    void aDisabledAccountIsNotExpectedToBeHeardOf() {
        watch.seen(zoe.id());
        site.clock.pass(Duration.ofDays(4));
        tick();
        site.accounts.disable(zoe.id(), "left", TestSite.ADMIN);

        assertThat(tick()).isEmpty();
        assertThat(alerts.cleared).containsExactly("SILENT " + zoe.id());
    }

    @Test
    void whatWasHeardSurvivesARestart() {
        watch.seen(zoe.id());
        tick();
        var seen = watch.lastSeen(zoe.id());
        site.clock.pass(Duration.ofDays(4));

        SilenceWatch again = watch();

        assertThat(again.lastSeen(zoe.id())).isEqualTo(seen).isPresent();
        assertThat(again.tick(site.accounts.all())).containsExactly(zoe.id());
    }

    private List<String> tick() {
        return watch.tick(site.accounts.all());
    }
}
