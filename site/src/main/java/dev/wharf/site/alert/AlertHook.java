package dev.wharf.site.alert;

/// Where alerts go as JSON. Safe for many threads; every call has a time-out.
@FunctionalInterface
public interface AlertHook {

    /// @throws dev.wharf.core.error.WharfException `SOURCE_UNAVAILABLE` or `SOURCE_REFUSED`; it is
    ///   tried again either way
    void send(byte[] json);
}
