package dev.wharf.capture.ios;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;

import org.jspecify.annotations.Nullable;

/// One row of `ZWAMESSAGE`.
///
/// @param type null when it has none, or one that is no number
/// @param date as the database has it, for what is no time
/// @param json the whole row
@SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
record MessageRow(
        long pk,
        @Nullable Long type,
        long event,
        boolean fromMe,
        long flags,
        long status,
        @Nullable Double time,
        @Nullable Double sent,
        @Nullable String date,
        @Nullable String from,
        @Nullable String to,
        @Nullable String text,
        @Nullable String stanza,
        @Nullable Long session,
        @Nullable Long member,
        @Nullable Long media,
        @Nullable Long info,
        byte[] json) {
    private static final int FORWARDED = 0x80;

    static final long GROUP_EVENT = 6;
    static final long SYSTEM = 10;
    static final long DELETED = 14;
    static final long UNSENT = 9;

    /// Selects whole rows; the primary key is the row id, whatever the columns are.
    static Select select(Schema schema) {
        return new Select(schema, "ZWAMESSAGE", "m")
                .expression("pk", "m.rowid")
                .columns(
                        "m",
                        "zmessagetype",
                        "zgroupeventtype",
                        "zisfromme",
                        "zflags",
                        "zmessagestatus",
                        "zmessagedate",
                        "zsentdate",
                        "zfromjid",
                        "ztojid",
                        "ztext",
                        "zstanzaid",
                        "zchatsession",
                        "zgroupmember",
                        "zmediaitem",
                        "zmessageinfo")
                .allColumns("m");
    }

    static MessageRow of(Row row) {
        return new MessageRow(
                row.integer("pk", 0),
                row.integer("m.zmessagetype"),
                row.integer("m.zgroupeventtype", 0),
                row.flag("m.zisfromme"),
                row.integer("m.zflags", 0),
                row.integer("m.zmessagestatus", 0),
                row.real("m.zmessagedate"),
                row.real("m.zsentdate"),
                row.text("m.zmessagedate"),
                row.someText("m.zfromjid"),
                row.someText("m.ztojid"),
                row.someText("m.ztext"),
                row.someText("m.zstanzaid"),
                row.integer("m.zchatsession"),
                row.integer("m.zgroupmember"),
                row.integer("m.zmediaitem"),
                row.integer("m.zmessageinfo"),
                row.json());
    }

    String locator() {
        return "ZWAMESSAGE:" + pk;
    }

    boolean isForwarded() {
        return (flags & FORWARDED) != 0;
    }

    boolean isCut() {
        return text != null && text.length() >= Row.LONGEST;
    }
}
