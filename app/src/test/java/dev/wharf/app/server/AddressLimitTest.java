package dev.wharf.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class AddressLimitTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final AddressLimit limit = new AddressLimit(60, 2, now::get);

    @Test
    void aBurstIsFollowedByASteadyPace() {
        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("a")).contains(Duration.ofSeconds(1));

        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("a")).isPresent();
    }

    @Test
    void addressesDoNotPayForEachOther() {
        limit.take("a");
        limit.take("a");

        assertThat(limit.take("b")).isEmpty();
    }

    @Test
    void aNetworkOfIpv6PaysTogether() {
        limit.take("2001:db8:0:1:0:0:0:1");
        limit.take("2001:db8:0:1:0:0:0:2");

        assertThat(limit.take("2001:db8:0:1:5:0:0:3")).isPresent();
        assertThat(limit.take("2001:db8:0:2:0:0:0:1")).isEmpty();
    }

    @Test
    void whatWasGivenBackIsThereAgain() {
        limit.take("a");
        limit.take("a");
        limit.giveBack("a");

        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("a")).isPresent();
    }
}
