package dev.wharf.app.cli;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/// Checks how a file should be read, before any file is: a capture keeps these options for good.
final class ImportOptions {

    private static final Set<String> ORDERS = Set.of("dmy", "mdy", "ymd");

    private ImportOptions() {}

    static void check(Map<String, String> options) {
        zone(options, "zone");
        zone(options, "default-zone");
        String order = options.get("date-order");
        if (order != null && !ORDERS.contains(order)) {
            throw invalid("--date-order takes dmy, mdy or ymd, not '%s'.".formatted(order));
        }
    }

    private static void zone(Map<String, String> options, String name) {
        String zone = options.get(name);
        if (zone == null) {
            return;
        }
        try {
            options.put(name, ZoneId.of(zone).getId());
        } catch (DateTimeException _) {
            throw invalid(
                    "--%s takes a zone such as Europe/Madrid or an offset such as +05:30, not '%s'."
                            .formatted(name, zone));
        }
    }

    private static WharfException invalid(String message) {
        return new WharfException(ErrorCode.CONFIG_INVALID, message);
    }
}
