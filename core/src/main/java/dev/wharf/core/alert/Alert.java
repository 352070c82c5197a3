package dev.wharf.core.alert;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Something a person must know. It names accounts, numbers and ids, never content.
///
/// @param kind what it is about
/// @param subject of which account, disk or source: with the kind the identity of an alert, so that
///   what goes on is one alert, not many
/// @param account the enrolled account it concerns, whose employee is told too; null for none
/// @param text what is so, since when, and what to do
public record Alert(Kind kind, String subject, @Nullable String account, String text, Instant at) {
    public enum Kind {
        /// A linked device was unlinked, a number left the platform: nothing arrives any more.
        UNLINKED,
        /// Nothing could be captured for a time.
        GAP,
        /// An account that used to write has gone quiet.
        SILENT,
        /// A number linked itself that is not enrolled, or not valid today.
        WRONG_NUMBER,
        /// A webhook field is not subscribed: its updates are lost silently.
        SUBSCRIPTION,
        /// Files could not be fetched.
        MEDIA,
        QUARANTINE,
        DISK,
        /// The archive does not take what the site holds.
        LAG,
        /// Copies do not reach a connector's destinations as they should.
        CONNECTOR
    }
}
