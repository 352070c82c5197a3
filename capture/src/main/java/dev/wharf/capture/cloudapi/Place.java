package dev.wharf.capture.cloudapi;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Where in the capture something stands, and what the webhook around it says of all it holds.
///
/// @param locator `line 17: entry[0].changes[0].messages[3]`
/// @param entry the entry's id: a WhatsApp Business account, or a business portfolio
/// @param time of the entry, where it has one
record Place(String locator, @Nullable String entry, @Nullable Instant time) {
    Place at(String step) {
        return new Place(
                locator.isEmpty() || locator.endsWith(": ") ? locator + step : locator + "." + step,
                entry,
                time);
    }

    Place at(String list, int index) {
        return at(list + "[" + index + "]");
    }

    Place of(@Nullable String entry, @Nullable Instant time) {
        return new Place(locator, entry, time);
    }

    /// The locator itself; a document that stands alone has none.
    String text() {
        String plain =
                locator.endsWith(": ") ? locator.substring(0, locator.length() - 2) : locator;
        return plain.isEmpty() ? "body" : plain;
    }
}
