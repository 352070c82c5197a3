package dev.wharf.connector.intake;

/// How an intake that follows a site waits for more.
@FunctionalInterface
public interface Waiting {

    /// Returns when the feed may have more, or when the intake should look at its clock; at once
    /// when something came since the last call. May return for no reason.
    ///
    /// @return false to end the intake
    boolean awaitMore();
}
