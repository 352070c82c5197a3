package dev.wharf.mail;

import dev.wharf.core.event.Content;

import java.util.ArrayList;
import java.util.List;

/// A message's new text. What it said before stays in its own item.
final class EditRenderer {
    private EditRenderer() {}

    static Draft render(Scene scene, Content.Edit edit) {
        AttachmentRenderer files = new AttachmentRenderer(scene.fileNames());
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Remark(
                        "Edited. The message now reads as follows; its earlier text "
                                + Targets.stays(edit.target())));
        blocks.addAll(MessageRenderer.blocks(scene, edit.replacement(), files));
        return new Draft(
                "EDITED WhatsApp message from " + scene.senderLabel() + " to " + scene.toLabel(),
                scene.senderLabel(),
                blocks,
                edit.target(),
                MessageRenderer.marks(edit.replacement().marks()),
                files.parts());
    }
}
