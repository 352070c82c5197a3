package dev.wharf.core.party;

/// A business-scoped user id of the Cloud API (`US.13491208655302741918`): a country code, a dot
/// and up to 128 characters, unique per person and business portfolio.
public record UserId(String value) {
    public UserId {
        if (value.isBlank() || value.length() > 160) {
            throw new IllegalArgumentException("not a user id");
        }
    }
}
