package dev.wharf.mail;

import dev.wharf.core.event.Content.Unreadable;

import java.util.ArrayList;
import java.util.List;

/// Something was said that the source could not show.
final class UnreadableRenderer {
    private UnreadableRenderer() {}

    static Draft render(Scene scene, Unreadable unreadable) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Remark("A message that could not be captured: " + why(unreadable)));
        if (unreadable.text() != null && !unreadable.text().isBlank()) {
            blocks.add(new Block.Written(unreadable.text()));
        }
        return new Draft(
                "UNREADABLE WhatsApp message from "
                        + scene.senderLabel()
                        + " to "
                        + scene.toLabel(),
                scene.senderLabel(),
                blocks,
                null,
                List.of(new Header("X-Wharf-Unreadable", Words.token(unreadable.reason()))),
                List.of());
    }

    private static String why(Unreadable unreadable) {
        return switch (unreadable.reason()) {
            case VIEW_ONCE -> "it was sent to be seen once";
            case NOT_DECRYPTED -> "it could not be decrypted";
            case NOT_SUPPORTED -> "WhatsApp does not give this kind of message to the source";
            case NOT_DELIVERED -> "it was not delivered to the source";
            case EXPIRED -> "it had expired";
            case PLACEHOLDER -> "WhatsApp showed a stand-in, and may show the message itself later";
            case NEVER_SHOWN -> "only its id was ever seen";
        };
    }
}
