package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.Finding.Level;

import java.util.List;

/// A webhook field that capture needs, and what is lost without it: a field nobody subscribed to is
/// silent.
///
/// @param ofPhone whether it tells of what happens on the phone of a number that is on phone and
///   platform at once; there its loss is as bad as that of messages
record CapturedField(String name, Level without, boolean ofPhone, String lost) {
    static final List<CapturedField> ALL =
            List.of(
                    needed("messages", "no message and no status arrives at all"),
                    ofPhone("smb_message_echoes", "what the owner writes on the phone"),
                    ofPhone("smb_app_state_sync", "names and changes of the owner's address book"),
                    ofPhone("history", "the chats of the 180 days before enrolment"),
                    wanted("calls", "calls, their recordings and transcripts"),
                    wanted("standby", "chats while Meta's business agent answers them"),
                    wanted("messaging_handovers", "who answers a chat, and since when"),
                    wanted("group_lifecycle_update", "that groups are made and dissolved"),
                    wanted("group_participants_update", "who is in a group, and so who read it"),
                    wanted("group_settings_update", "names and descriptions of groups"),
                    wanted("group_status_update", "that WhatsApp suspended a group"),
                    needed("account_update", "the news that capture has ended or is about to"),
                    wanted("account_alerts", "warnings about the account"),
                    wanted("account_settings_update", "changes of the account's settings"),
                    wanted("user_preferences", "evidence of consent to marketing"),
                    wanted("security", "changes of the number's PIN"),
                    wanted("phone_number_name_update", "changes of the number's name"),
                    wanted("message_template_status_update", "the state of templates"));

    private static CapturedField needed(String name, String lost) {
        return new CapturedField(name, Level.BAD, false, lost);
    }

    private static CapturedField ofPhone(String name, String lost) {
        return new CapturedField(name, Level.WARNING, true, lost);
    }

    private static CapturedField wanted(String name, String lost) {
        return new CapturedField(name, Level.WARNING, false, lost);
    }

    /// @param onPhone whether a captured number is on a phone too
    Level level(boolean onPhone) {
        return ofPhone && onPhone ? Level.BAD : without;
    }
}
