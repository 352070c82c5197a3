package dev.wharf.site.watch;

/// Takes what was fetched from a gateway, the way that the gateway's own webhooks go: admission,
/// seal, journal. Wired to the reception.
@FunctionalInterface
public interface FetchedUpdates {

    /// Durable when it returns.
    ///
    /// @param body in the shape of the gateway's webhook
    /// @return whether it was new: not captured before, and within the account's scope
    boolean accept(String gateway, String session, byte[] body);
}
