package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.core.event.Location;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/// A place, in the words of either gateway or of WhatsApp itself.
final class Places {
    private Places() {}

    static Location read(@Nullable JsonNode place, boolean live) {
        return new Location(
                degrees(Nodes.text(place, "degreesLatitude", "latitude")),
                degrees(Nodes.text(place, "degreesLongitude", "longitude")),
                Nodes.text(place, "name", "description", "caption"),
                Nodes.text(place, "address"),
                Nodes.text(place, "URL", "url"),
                live || Nodes.flag(place, "live") || Nodes.flag(place, "isLive"));
    }

    private static @Nullable Double degrees(@Nullable String text) {
        if (text == null || text.length() > 40) {
            return null;
        }
        try {
            double degrees = Double.parseDouble(text);
            return Double.isFinite(degrees) ? degrees : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
