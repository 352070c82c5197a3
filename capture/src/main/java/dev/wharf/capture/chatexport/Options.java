package dev.wharf.capture.chatexport;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/// How the person who handed over the export wants it read.
///
/// @param zone given by a person, null when nobody said
/// @param defaultZone configured, null for none
record Options(
        @Nullable DateOrder dateOrder,
        @Nullable ZoneId zone,
        @Nullable ZoneId defaultZone,
        @Nullable String owner) {

    static Options of(Map<String, String> options, @Nullable String account) {
        String order = options.get("date-order");
        String owner = options.get("owner");
        return new Options(
                order == null
                        ? null
                        : DateOrder.parse(order)
                                .orElseThrow(() -> invalid("date-order", order, "dmy, mdy or ymd")),
                zone("zone", options.get("zone")),
                zone("default-zone", options.get("default-zone")),
                owner == null || owner.isBlank() ? account : owner.strip());
    }

    private static @Nullable ZoneId zone(String option, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException _) {
            throw invalid(
                    option, text, "a zone such as Europe/London, or an offset such as +05:30");
        }
    }

    private static WharfException invalid(String option, String value, String wanted) {
        return new WharfException(
                ErrorCode.CONFIG_INVALID, "--%s %s: give %s".formatted(option, value, wanted));
    }
}
