package dev.wharf.mail;

import dev.wharf.core.event.Content.Deletion;

import java.util.ArrayList;
import java.util.List;

/// A message that was deleted. What it said, if it was captured before, stays in its own item.
final class DeletionRenderer {
    private DeletionRenderer() {}

    static Draft render(Scene scene, Deletion deletion) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Remark("A message was deleted" + scope(deletion) + by(scene, deletion)));
        if (deletion.text() != null && !deletion.text().isBlank()) {
            blocks.add(new Block.Written(deletion.text()));
        }
        blocks.add(
                new Block.Remark(
                        deletion.target().item() == null
                                ? "Which message it was is not known; if it had been captured"
                                        + " before, it is still in the archive"
                                : "What it said " + Targets.stays(deletion.target())));
        return new Draft(
                "DELETED WhatsApp message from " + scene.senderLabel() + " to " + scene.toLabel(),
                scene.senderLabel(),
                blocks,
                deletion.target(),
                List.of(new Header("X-Wharf-Deletion-Scope", Words.token(deletion.scope()))),
                List.of());
    }

    private static String scope(Deletion deletion) {
        return switch (deletion.scope()) {
            case FOR_EVERYONE -> " for everyone";
            case BY_ADMIN -> " by an admin";
            case FOR_ME -> " on one phone only";
            case UNKNOWN -> "";
        };
    }

    private static String by(Scene scene, Deletion deletion) {
        return deletion.by() == null ? "" : ": " + scene.described(deletion.by());
    }
}
