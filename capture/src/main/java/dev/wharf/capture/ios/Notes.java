package dev.wharf.capture.ios;

/// Where a reader says what is odd.
@FunctionalInterface
interface Notes {
    Notes NONE = (_, _) -> {};

    /// @param what with a count in front of it in mind
    /// @param locator as in provenance
    void note(String what, String locator);
}
