package dev.wharf.capture.ios;

import dev.wharf.core.event.MessageMarks;

import org.jspecify.annotations.Nullable;

/// What the database notes beside a message.
final class Marks {
    private Marks() {}

    static MessageMarks of(MessageReader.Scene scene) {
        MessageRow row = scene.row();
        Metadata metadata = scene.metadata();
        boolean forwarded = row.isForwarded() || (metadata != null && metadata.forwarder() != null);
        Long timer = metadata == null ? null : metadata.timerSeconds();
        return new MessageMarks(
                forwarded ? 1 : 0,
                false,
                isViewOnce(row.type()),
                timer != null && timer > 0 ? timer : null,
                false,
                false,
                scene.talk().isRemoved());
    }

    static boolean isViewOnce(@Nullable Long type) {
        return type != null && (type == 38 || type == 39 || type == 53);
    }
}
