package dev.wharf.mail;

import dev.wharf.core.event.Content.Membership;

import java.util.ArrayList;
import java.util.List;

/// Who came, went or changed rank.
final class MembershipRenderer {
    private MembershipRenderer() {}

    static Draft render(Scene scene, Membership membership) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Remark(sentence(scene, membership)));
        if (membership.text() != null && !membership.text().isBlank()) {
            blocks.add(new Block.Written(membership.text()));
        }
        if (!membership.subjects().isEmpty()) {
            blocks.add(new Block.Card("Concerns", subjects(scene, membership)));
        }
        return new Draft(
                "WhatsApp group change " + scene.inChat() + ": " + sentence(scene, membership),
                "",
                blocks,
                null,
                List.of(new Header("X-Wharf-Membership", Words.token(membership.action()))),
                List.of());
    }

    private static List<Fact> subjects(Scene scene, Membership membership) {
        return membership.subjects().stream()
                .map(person -> new Fact(scene.party(person).label(), scene.party(person).shown()))
                .toList();
    }

    private static String sentence(Scene scene, Membership membership) {
        String who =
                membership.subjects().isEmpty()
                        ? "somebody"
                        : HeaderText.clip(scene.labels(membership.subjects()), 90);
        String actor = scene.senderLabel();
        return switch (membership.action()) {
            case CREATED -> actor + " created the group";
            case ADDED -> actor + " added " + who;
            case JOINED -> joiner(membership, who, actor) + " joined";
            case LEFT -> joiner(membership, who, actor) + " left";
            case REMOVED -> actor + " removed " + who;
            case PROMOTED -> who + " became admin";
            case DEMOTED -> who + " is no longer admin";
            case NUMBER_CHANGED -> joiner(membership, who, actor) + " changed their phone number";
        };
    }

    private static String joiner(Membership membership, String who, String actor) {
        return membership.subjects().isEmpty() ? actor : who;
    }
}
