package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MessageMarks;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place: `Location: https://maps.google.com/?q=51.5,-0.12` in any language, and venues with
/// their name, address and link.
final class LocationReader {
    private static final Pattern MAP =
            Pattern.compile(
                    "\\p{Cf}*([^:：\n]{1,40}[:：]\\s?)?\\p{Cf}*(https?://maps\\.(?:google\\.com|apple\\.com)/\\??(?:maps\\?)?(?:q|ll)=(-?\\d{1,3}(?:\\.\\d+)?),(-?\\d{1,3}(?:\\.\\d+)?)\\S*)\\s*");

    private static final Pattern VENUE_IOS =
            Pattern.compile("\\p{Cf}*(.{1,300}?) \\((.{1,300})\\): (https?://\\S+)\\s*");

    private static final Pattern VENUE_LINK =
            Pattern.compile(
                    "https?://(?:\\w+\\.)?(?:foursquare\\.com/v/|facebook\\.com/|maps\\.google\\.com/)\\S+");

    private LocationReader() {}

    static @Nullable Content read(String text) {
        if (text.length() > 1000 || !text.contains("://")) {
            return null;
        }
        Matcher map = MAP.matcher(text);
        if (map.matches() && (map.group(1) != null || BodyReader.generated(text))) {
            return place(
                    new Location(
                            Double.valueOf(map.group(3)),
                            Double.valueOf(map.group(4)),
                            null,
                            null,
                            map.group(2),
                            false));
        }
        Matcher venue = VENUE_IOS.matcher(text);
        if (venue.matches() && VENUE_LINK.matcher(venue.group(3)).matches()) {
            return place(
                    new Location(
                            null, null, venue.group(1), venue.group(2), venue.group(3), false));
        }
        return android(text);
    }

    /// Name, address and link on lines of their own.
    private static @Nullable Content android(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 3 || !VENUE_LINK.matcher(lines[2].strip()).matches()) {
            return null;
        }
        return place(
                new Location(
                        null, null, lines[0].strip(), lines[1].strip(), lines[2].strip(), false));
    }

    static Content live(String text) {
        return message(text, new Location(null, null, null, null, null, true));
    }

    private static Content place(Location location) {
        return message(null, location);
    }

    private static Content message(@Nullable String text, Location location) {
        return new Content.Message(
                text,
                List.of(),
                location,
                List.of(),
                null,
                null,
                null,
                List.of(),
                MessageMarks.NONE);
    }
}
