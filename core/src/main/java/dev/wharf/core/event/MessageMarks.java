package dev.wharf.core.event;

import org.jspecify.annotations.Nullable;

/// What WhatsApp notes beside a message.
///
/// @param forwardScore 0 not forwarded, 1 forwarded, above 4 "forwarded many times", -1 unknown
/// @param edited the source shows that the text is not the first one
/// @param viewOnce sent to be seen once
/// @param disappearsAfterSeconds message timer, null for none or unknown
/// @param history from a back-fill, not seen live
/// @param recovered text found beside the message itself (search table, a quote); unofficial
/// @param deletedLocally the phone's user had deleted it for themselves
public record MessageMarks(
        int forwardScore,
        boolean edited,
        boolean viewOnce,
        @Nullable Long disappearsAfterSeconds,
        boolean history,
        boolean recovered,
        boolean deletedLocally) {
    public static final MessageMarks NONE =
            new MessageMarks(0, false, false, null, false, false, false);

    public static final MessageMarks EDITED =
            new MessageMarks(0, true, false, null, false, false, false);
}
