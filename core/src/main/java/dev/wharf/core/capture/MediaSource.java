package dev.wharf.core.capture;

import java.io.IOException;
import java.io.InputStream;

/// Where the files lie that updates name: Meta's media hosts, a gateway. Fetches only from hosts it
/// was told to trust, never from a private, loopback or link-local address unless that very host is
/// configured, and never follows a redirect to another one.
///
/// Safe for many threads; every call has a time-out.
public interface MediaSource {

    /// Opens a file. The caller reads it to its end, compares size and digest, and closes it.
    ///
    /// @throws dev.wharf.core.error.WharfException `SOURCE_UNAVAILABLE` when another try may help,
    ///   `SOURCE_REFUSED` when a person must act first (a token that is not accepted),
    ///   `SOURCE_GONE` when it cannot be had any more, `INPUT_HOSTILE` when its address is not to
    ///   be followed. The message is the reason kept with the item
    /// @throws IOException when the transfer breaks; another try may help
    InputStream open(MediaNeed need) throws IOException;

    /// Says that the file is durable here, so that the source need keep it no longer. Does nothing
    /// where the source has its own rule.
    default void fetched(MediaNeed need) throws IOException {}
}
