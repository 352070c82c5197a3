package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// One update where it stands: its bytes, and as what they are to be read.
///
/// @param name of what is not known (`field:…`), or why it cannot be read; else empty
/// @param json its own bytes, the evidence
/// @param read what is read: the same, but for partners that model it anew
record Update(Place at, As as, String name, JsonText json, JsonText read, Setting in) {
    Update(Place at, As as, String name, JsonText json, Setting in) {
        this(at, as, name, json, json, in);
    }

    enum As {
        MESSAGE,
        ECHO,
        /// A message of a thread of the history.
        THREAD,
        STATUS,
        CALL,
        GROUP,
        CONTACT,
        PREFERENCE,
        USER_ID,
        /// Of the account, not of a message.
        ERROR,
        /// History that is not shared.
        DECLINED,
        /// What Meta's agent says a talk was about.
        SUMMARY,
        HANDOVER,
        ACCOUNT,
        /// A change that came without what changed.
        EMPTY,
        UNKNOWN,
        /// Something else stands where an update belongs.
        BROKEN,
        /// Bytes that could not even be cut.
        UNREADABLE
    }

    /// What surrounds an update; one object for all that share it, and they are told by that it is
    /// the same. Nothing of it is parsed before somebody asks.
    static final class Setting {
        private final Place change;
        private final String field;
        private final Map<String, JsonText> value;
        private final JsonText whole;
        private final @Nullable JsonText contacts;
        private final @Nullable Talk thread;

        Setting(
                Place change,
                String field,
                Map<String, JsonText> value,
                JsonText whole,
                @Nullable JsonText contacts,
                @Nullable Talk thread) {
            this.change = change;
            this.field = field;
            this.value = value;
            this.whole = whole;
            this.contacts = contacts;
            this.thread = thread;
        }

        /// Where the change stands.
        Place change() {
            return change;
        }

        /// The change's, `?` when it has none.
        String field() {
            return field;
        }

        /// Members of the change's value.
        Map<String, JsonText> value() {
            return value;
        }

        /// The change; for what stands outside of any, the update itself.
        JsonText whole() {
            return whole;
        }

        /// People named beside it.
        @Nullable JsonText contacts() {
            return contacts;
        }

        /// Of the history, when it is in one.
        @Nullable Talk thread() {
            return thread;
        }

        static Setting none(Place place, JsonText whole) {
            return new Setting(place, "?", Map.of(), whole, null, null);
        }

        Setting within(Talk inner) {
            return new Setting(change, field, value, whole, contacts, inner);
        }

        /// A history says so by its field, whatever list its messages stand in.
        boolean history() {
            return thread != null || field.equals("history");
        }
    }

    /// A thread of the history.
    ///
    /// @param json all of it
    /// @param id the other side's number
    /// @param context more about the other side
    record Talk(JsonText json, @Nullable JsonText id, @Nullable JsonText context) {}
}
