package dev.wharf.site.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.testing.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LockOutTest {
    private final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
    private final LockOut lockOut = new LockOut(clock);

    @Test
    void afterSomeFailuresEachAttemptWaitsTwiceAsLong() {
        LockOut.Attempt attempt = new LockOut.Attempt("admin", "1.1.1.1", false);
        for (int i = 0; i < LockOut.FREE_BY_NAME; i++) {
            assertThat(lockOut.attempt(attempt)).isZero();
        }

        assertThat(lockOut.attempt(attempt)).isEqualTo(Duration.ofSeconds(2));
        clock.pass(Duration.ofSeconds(2));
        assertThat(lockOut.attempt(attempt)).isZero();
        assertThat(lockOut.attempt(attempt)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void nobodyIsLockedOutForLongerThanAQuarterOfAnHour() {
        LockOut.Attempt attempt = new LockOut.Attempt("admin", "1.1.1.1", false);
        for (int i = 0; i < 1000; i++) {
            lockOut.attempt(attempt);
            clock.pass(Duration.ofSeconds(61));
        }

        assertThat(lockOut.attempt(attempt)).isLessThanOrEqualTo(LockOut.LONGEST);
        clock.pass(LockOut.LONGEST);
        assertThat(lockOut.attempt(attempt)).isZero();
    }

    @Test
    void failuresFromElsewhereDoNotLockOutWhoAlwaysComesFromHere() {
        for (int i = 0; i < 100; i++) {
            lockOut.attempt(new LockOut.Attempt("admin", "6.6.6." + i, false));
        }

        assertThat(lockOut.attempt(new LockOut.Attempt("admin", "1.1.1.1", true))).isZero();
        assertThat(lockOut.attempt(new LockOut.Attempt("admin", "1.1.1.2", false))).isPositive();
    }

    @Test
    void oneAddressGuessesManyNamesOnlySlowly() {
        for (int i = 0; i < LockOut.FREE_BY_ADDRESS; i++) {
            lockOut.attempt(new LockOut.Attempt("name" + i, "6.6.6.6", false));
        }

        assertThat(lockOut.attempt(new LockOut.Attempt("other", "6.6.6.6", false))).isPositive();
        assertThat(lockOut.attempt(new LockOut.Attempt("other", "1.1.1.1", false))).isZero();
    }

    @Test
    void anOperatorForgives() {
        LockOut.Attempt attempt = new LockOut.Attempt("admin", "1.1.1.1", false);
        for (int i = 0; i < 10; i++) {
            lockOut.attempt(attempt);
        }

        lockOut.forgive("admin");

        assertThat(lockOut.attempt(attempt)).isZero();
    }

    @Test
    void networksOfIpv6CountAsOne() {
        assertThat(SignIn.network("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::/64");
        assertThat(SignIn.network("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(SignIn.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(SignIn.network("fe80::1%eth0")).isEqualTo("fe80:0:0:0::/64");
    }
}
