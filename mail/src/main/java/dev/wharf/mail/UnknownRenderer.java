package dev.wharf.mail;

import dev.wharf.core.event.Content;

import java.util.ArrayList;
import java.util.List;

/// An event of a kind that this version does not know; its raw form is kept beside the mail.
final class UnknownRenderer {
    private static final int LONGEST_TYPE = 120;

    private UnknownRenderer() {}

    static Draft render(Scene scene, Content.Unknown unknown) {
        String type = HeaderText.clean(unknown.type(), LONGEST_TYPE);
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Remark(
                        "An event of a kind this version does not know"
                                + (type.isEmpty() ? "" : ": " + type)
                                + ". Its original is kept"));
        if (unknown.text() != null && !unknown.text().isBlank()) {
            blocks.add(new Block.Written(unknown.text()));
        }
        return new Draft(
                "WhatsApp event of unknown kind from "
                        + scene.senderLabel()
                        + " to "
                        + scene.toLabel(),
                scene.senderLabel(),
                blocks,
                null,
                type.isEmpty() ? List.of() : List.of(new Header("X-Wharf-Unknown-Type", type)),
                List.of());
    }
}
