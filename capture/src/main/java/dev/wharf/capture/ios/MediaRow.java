package dev.wharf.capture.ios;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;
import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.HexFormat;

/// One row of `ZWAMEDIAITEM`: not only media, but whatever a message has beside its text. Several
/// columns mean something else for each type of message.
///
/// @param cardText media type, vCards, or who deleted the message
/// @param cardName the medium's SHA-256 in base64, the names on vCards, or a place's address
/// @param metadata null when there is none
/// @param isMetadataOdd whether there is some that is no protobuf
@SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
record MediaRow(
        @Nullable String path,
        @Nullable String thumbnail,
        @Nullable String title,
        @Nullable String cardText,
        @Nullable String cardName,
        @Nullable String url,
        long size,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Metadata metadata,
        boolean isMetadataOdd,
        byte[] json) {
    private static final int SHA_256 = 32;

    static Select select(Schema schema) {
        return new Select(schema, "ZWAMEDIAITEM", "a")
                .expression("pk", "a.rowid")
                .columns(
                        "a",
                        "zmedialocalpath",
                        "zxmppthumbpath",
                        "ztitle",
                        "zvcardstring",
                        "zvcardname",
                        "zmediaurl",
                        "zfilesize",
                        "zlatitude",
                        "zlongitude",
                        "zmetadata")
                .allColumns("a");
    }

    static MediaRow of(Row row) {
        byte[] bytes = row.blob("a.zmetadata");
        Metadata metadata = Metadata.read(bytes).orElse(null);
        return new MediaRow(
                row.someText("a.zmedialocalpath"),
                row.someText("a.zxmppthumbpath"),
                row.someText("a.ztitle"),
                row.someText("a.zvcardstring"),
                row.someText("a.zvcardname"),
                row.someText("a.zmediaurl"),
                row.integer("a.zfilesize", -1),
                row.real("a.zlatitude"),
                row.real("a.zlongitude"),
                metadata,
                bytes != null && metadata == null,
                row.json());
    }

    /// Of a medium; null when it has none.
    @Nullable ContentDigest digest() {
        if (cardName == null || cardName.length() > 64) {
            return null;
        }
        try {
            byte[] digest = Base64.getDecoder().decode(cardName.strip());
            return digest.length == SHA_256
                    ? new ContentDigest(HexFormat.of().formatHex(digest))
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Whether it holds a medium, whatever the type of its message says.
    boolean isMedium() {
        return path != null
                || (cardText != null
                        && cardText.matches("(image|video|audio|application|text)/.{1,100}"));
    }
}
