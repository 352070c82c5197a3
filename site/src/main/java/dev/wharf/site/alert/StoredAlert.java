package dev.wharf.site.alert;

import dev.wharf.core.alert.Alert;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// An alert as it is kept.
///
/// @param refreshed when it was last found to be so
/// @param acknowledger who said that they know; null while nobody has
/// @param cleared when its reason was gone; null while it is open
public record StoredAlert(
        long id,
        Alert.Kind kind,
        String subject,
        @Nullable String account,
        String text,
        Instant raised,
        Instant refreshed,
        @Nullable Instant acknowledged,
        @Nullable String acknowledger,
        @Nullable Instant cleared) {

    public boolean open() {
        return cleared == null;
    }
}
