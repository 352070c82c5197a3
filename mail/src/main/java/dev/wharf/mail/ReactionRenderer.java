package dev.wharf.mail;

import dev.wharf.core.event.Content;

import java.util.List;

/// An emoji given to a message, or taken back.
final class ReactionRenderer {
    private static final int LONGEST_EMOJI = 40;

    private ReactionRenderer() {}

    static Draft render(Scene scene, Content.Reaction reaction) {
        String given = reaction.emoji();
        String emoji = given == null ? "" : HeaderText.clean(given, LONGEST_EMOJI);
        boolean takenBack = emoji.isEmpty();
        String parties = " from " + scene.senderLabel() + " to " + scene.toLabel();
        return new Draft(
                takenBack
                        ? "WhatsApp reaction taken back," + parties
                        : "WhatsApp reaction " + emoji + parties,
                scene.senderLabel(),
                List.of(
                        takenBack
                                ? new Block.Remark("Took a reaction back")
                                : new Block.Written(emoji),
                        new Block.Remark(Targets.about(reaction.target()))),
                reaction.target(),
                List.of(),
                List.of());
    }
}
