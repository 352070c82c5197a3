package dev.wharf.mail;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A chat as the mail of one of its days shows it: what to call it, who was in it, and from whom
/// the mail is.
///
/// Of a chat between two the mail is from the other one, as they stand in a list of chats: whoever
/// the firm does not know. Among the firm's own people it is from whoever wrote first. A group's is
/// from the group, which has an address of its own below `whatsapp.invalid`.
///
/// @param kind the one that a source knows, where another does not
/// @param title the last one of the day; clean, empty when there is none
/// @param crowd everybody who took part in any of the items
/// @param firstSender null for WhatsApp itself
record DayChat(
        ConversationId id,
        ChatKind kind,
        String title,
        @Nullable String jid,
        Crowd crowd,
        @Nullable Party firstSender) {
    private static final int LONGEST_LABEL = 90;
    private static final int LONGEST_SUBJECT = 255;

    boolean isDirect() {
        return switch (kind) {
            case DIRECT -> true;
            case UNKNOWN -> crowd.parties().size() <= 2;
            case GROUP, BROADCAST, STATUS, CHANNEL -> false;
        };
    }

    Mailbox from() {
        if (!isDirect()) {
            return new Mailbox(label(), ownAddress());
        }
        List<Party> others = others();
        if (!others.isEmpty()) {
            return others.getFirst().mailbox();
        }
        return firstSender == null ? new Mailbox(label(), ownAddress()) : firstSender.mailbox();
    }

    Recipients recipients() {
        boolean alone = crowd.file() == null && !crowd.parties().isEmpty();
        return new Recipients(alone ? null : label(), crowd.mailboxes());
    }

    private String ownAddress() {
        return "chat-" + id + "@whatsapp.invalid";
    }

    /// Those whom the firm does not know.
    private List<Party> others() {
        return crowd.parties().stream()
                .filter(party -> party.person().email() == null && !party.person().owner())
                .toList();
    }

    /// What to call the chat, as its items do.
    String label() {
        if (!title.isEmpty()) {
            return clipped(title);
        }
        return switch (kind) {
            case DIRECT, UNKNOWN -> named(crowd.parties());
            case GROUP -> "a group without a known name";
            case BROADCAST -> "a broadcast list";
            case STATUS -> "status";
            case CHANNEL -> "a channel";
        };
    }

    /// `WhatsApp group "Harbour", 2026-11-22`
    String subject(DayExtent extent) {
        String continued = extent.part() > 1 ? " (continued)" : "";
        String subject = heading() + ", " + Times.isoDay(extent.day()) + continued;
        return HeaderText.clean(subject, LONGEST_SUBJECT);
    }

    private String heading() {
        return switch (kind) {
            case DIRECT -> conversation();
            case UNKNOWN ->
                    isDirect() || title.isEmpty() ? conversation() : "WhatsApp chat " + quoted();
            case GROUP -> "WhatsApp group " + quoted();
            case BROADCAST -> "WhatsApp broadcast list " + quoted();
            case STATUS -> "WhatsApp status";
            case CHANNEL -> "WhatsApp channel " + quoted();
        };
    }

    private String conversation() {
        List<Party> others = others();
        if (others.isEmpty() && crowd.parties().size() < 2) {
            return "WhatsApp conversation with " + (title.isEmpty() ? "somebody unknown" : label());
        }
        return "WhatsApp conversation with " + named(others.isEmpty() ? crowd.parties() : others);
    }

    private String quoted() {
        return title.isEmpty() ? "without a known name" : '"' + clipped(title) + '"';
    }

    private static String named(List<Party> parties) {
        return parties.isEmpty()
                ? "an unknown chat"
                : clipped(Scene.together(parties.stream().map(Party::label).toList()));
    }

    private static String clipped(String label) {
        return HeaderText.clip(label, LONGEST_LABEL);
    }
}
