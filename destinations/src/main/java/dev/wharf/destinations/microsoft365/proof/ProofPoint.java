package dev.wharf.destinations.microsoft365.proof;

/// One open question, and what the tenant answered.
///
/// @param letter as in `docs/destination-microsoft365.md`
/// @param seen what was seen; ids, numbers and codes, no content
/// @param then what follows for the settings
public record ProofPoint(
        String letter, String question, Verdict verdict, String seen, String then) {

    public enum Verdict {
        /// As Wharf expects.
        AS_EXPECTED,
        /// Otherwise; `then` says which setting to change.
        OTHERWISE,
        /// A person has to look; `then` says how.
        BY_HAND,
        /// It could not be tried.
        NOT_TRIED
    }
}
