package dev.wharf.connector.people;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

/// Whose phone or account gave a capture.
///
/// @param given what the operator or the site said: e-mail address, number or name; null for
///   nothing
/// @param shown what the decoder made of it or inferred; null for nothing
public record CaptureOwner(@Nullable String given, @Nullable Person shown) {
    public static final CaptureOwner UNKNOWN = new CaptureOwner(null, null);

    public static CaptureOwner of(CaptureEnvelope envelope, SourceReport report) {
        String option = envelope.options().get("owner");
        return new CaptureOwner(option == null ? envelope.account() : option, report.owner());
    }

    /// Of a live capture: whose account it came from, as the site says.
    public static CaptureOwner of(CaptureEnvelope envelope) {
        return new CaptureOwner(envelope.options().getOrDefault("owner", envelope.account()), null);
    }

    boolean known() {
        return given != null || shown != null;
    }

    /// A stable text by which two captures of one owner are seen to be so; empty when unknown.
    public String key() {
        if (given != null) {
            return NameKey.of(given);
        }
        if (shown == null) {
            return "";
        }
        return NameKey.of(shown.phone() != null ? shown.phone().e164() : shown.label());
    }
}
