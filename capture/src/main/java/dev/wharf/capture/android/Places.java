package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.core.event.Location;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Places that were sent, and where somebody went while they shared it: `message_location`. For one
/// thread.
final class Places implements AutoCloseable {
    private final Satellite rows;

    Places(Store store) throws IOException {
        rows =
                store.satellite(
                        "message_location",
                        "message_row_id",
                        "latitude",
                        "longitude",
                        "place_name",
                        "place_address",
                        "url",
                        "live_location_share_duration",
                        "live_location_final_latitude",
                        "live_location_final_longitude",
                        "live_location_final_timestamp");
    }

    void read(long message, boolean live, Said said) throws IOException {
        rows.each(message, row -> place(row, live, said));
    }

    private static void place(Row row, boolean live, Said said) {
        long seconds = row.integer("s.live_location_share_duration", 0);
        Double latitude = degrees(row.real("s.latitude"), 90);
        Double longitude = degrees(row.real("s.longitude"), 180);
        Double lastLatitude = degrees(row.real("s.live_location_final_latitude"), 90);
        Double lastLongitude = degrees(row.real("s.live_location_final_longitude"), 180);
        boolean moved = lastLatitude != null && lastLongitude != null;
        said.location(
                new Location(
                        moved && latitude == null ? lastLatitude : latitude,
                        moved && latitude == null ? lastLongitude : longitude,
                        row.someText("s.place_name"),
                        row.someText("s.place_address"),
                        row.someText("s.url"),
                        live || seconds > 0 || moved));
        if (seconds > 0) {
            said.note("location shared for", seconds + " seconds");
        }
        if (moved) {
            said.note("last position", lastLatitude + ", " + lastLongitude + " (WGS 84)");
            Long at = row.integer("s.live_location_final_timestamp");
            said.note("last position at", Times.text(at));
        }
    }

    private static @Nullable Double degrees(@Nullable Double given, double most) {
        return given == null || Math.abs(given) > most ? null : given;
    }

    @Override
    public void close() {
        rows.close();
    }
}
