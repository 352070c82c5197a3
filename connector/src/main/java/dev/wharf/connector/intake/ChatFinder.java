package dev.wharf.connector.intake;

import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.CapturePeople.Images;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.TimeBasis;

import org.jspecify.annotations.Nullable;

/// Finds out which chat a capture is of.
final class ChatFinder {

    ChatChoice find(
            CaptureRecord capture,
            CaptureOwner owner,
            DecodedCapture decoded,
            @Nullable IntakeProgress before) {
        if (before != null && before.conversation() != null && before.newChat()) {
            return new ChatChoice(
                    ConversationId.parse(before.conversation()),
                    false,
                    "new",
                    Images.NONE,
                    TimeBasis.ZONE_ASSUMED,
                    null);
        }
        ConversationId id = ChatBook.mint(capture, owner, decoded.report().chat());
        return new ChatChoice(id, true, "new", Images.NONE, TimeBasis.ZONE_ASSUMED, null);
    }
}
