package dev.wharf.connector.schedule;

import dev.wharf.connector.definition.ConnectorName;

import java.util.Optional;

/// Sees to it that one connector is run by one at a time, wherever loops run.
///
/// Safe for many threads. A lease that its holder does not renew may go to another; who takes long
/// to notice is told apart by the fencing number.
public interface Leases {

    /// Never waits.
    ///
    /// @return empty while another has it
    Optional<Lease> acquire(ConnectorName connector);

    /// Held until it is closed, or lost.
    interface Lease extends AutoCloseable {
        /// Greater than that of every lease of this connector before.
        long fence();

        /// @return false when it is lost: whatever runs under it has to end
        boolean renew();

        /// Gives it back; again, or when it is lost already, without effect.
        @Override
        void close();
    }
}
