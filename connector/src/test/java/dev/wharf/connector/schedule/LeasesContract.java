package dev.wharf.connector.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.schedule.Leases.Lease;

import org.junit.jupiter.api.Test;

/// What everything that gives leases promises.
interface LeasesContract {
    ConnectorName MAIL = new ConnectorName("mail");

    /// Of which nobody holds any.
    Leases leases();

    @Test
    default void oneConnectorIsLeasedToOne() {
        Leases leases = leases();

        try (Lease lease = leases.acquire(MAIL).orElseThrow()) {
            assertThat(leases.acquire(MAIL)).isEmpty();
            assertThat(leases.acquire(new ConnectorName("post"))).isPresent();
            assertThat(lease.renew()).isTrue();
        }
    }

    @Test
    default void whatIsGivenBackIsLeasedAgainWithAGreaterNumber() {
        Leases leases = leases();
        Lease first = leases.acquire(MAIL).orElseThrow();
        first.close();

        Lease second = leases.acquire(MAIL).orElseThrow();

        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    @Test
    default void aLeaseThatIsGivenBackIsNotRenewed() {
        Leases leases = leases();
        Lease first = leases.acquire(MAIL).orElseThrow();
        first.close();
        Lease second = leases.acquire(MAIL).orElseThrow();

        first.close();

        assertThat(first.renew()).isFalse();
        assertThat(second.renew()).isTrue();
        assertThat(leases.acquire(MAIL)).isEmpty();
    }
}
