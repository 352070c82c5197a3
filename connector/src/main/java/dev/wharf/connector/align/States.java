package dev.wharf.connector.align;

import dev.wharf.connector.align.BodyToken.Form;
import dev.wharf.connector.align.Plan.Action;
import dev.wharf.core.event.Content;

/// Whether a line may be the message of a slot in another state, and what that makes it. Pure.
final class States {
    private static final long VAGUE_NOTICE =
            BodyToken.same(new BodyToken().of(new Content.Notice(Content.Notice.Topic.OTHER, "")));

    private States() {}

    /// What a line is to a slot of the same sender and minute that says something else; NEW when
    /// they are not one message.
    static Action change(long token, Slots slots, int slot) {
        Form line = BodyToken.form(token);
        Form item = BodyToken.form(slots.tag(slot));
        return switch (line) {
            case DELETED -> deletable(item) ? Action.DELETION : Action.NEW;
            case TEXT -> text(token, item, anyChanged(slots, slot));
            case MEDIA -> media(token, item, slots, slot);
            case LOCATION, POLL ->
                    item == Form.DELETED
                            ? Action.COMPLETION
                            : line == item ? Action.SAME : Action.NEW;
            case UNREADABLE ->
                    item == Form.MEDIA || item == Form.UNREADABLE ? Action.SAME : Action.NEW;
            case CALL, SYSTEM, OTHER -> system(token, slots.tag(slot));
            case REACTION -> Action.NEW;
        };
    }

    /// Whether the line has a file that the item of the same caption lacks.
    static boolean bringsFile(long token, long tag) {
        return BodyToken.form(token) == Form.MEDIA
                && BodyToken.changed(token)
                && !BodyToken.changed(tag);
    }

    private static Action text(long token, Form item, boolean itemEdited) {
        if (item == Form.DELETED) {
            return Action.COMPLETION;
        }
        if (item != Form.TEXT) {
            return Action.NEW;
        }
        if (BodyToken.changed(token)) {
            return Action.EDIT;
        }
        return itemEdited ? Action.COMPLETION : Action.NEW;
    }

    /// One phone shows the caption, another does not; one has the file, another does not.
    private static Action media(long token, Form item, Slots slots, int slot) {
        if (item == Form.DELETED) {
            return Action.COMPLETION;
        }
        if (item != Form.MEDIA && item != Form.UNREADABLE) {
            return Action.NEW;
        }
        return BodyToken.changed(token) && !anyFile(slots, slot) ? Action.COMPLETION : Action.SAME;
    }

    private static boolean anyFile(Slots slots, int slot) {
        for (int item = slot; item != Slots.END; item = slots.next(item)) {
            if (BodyToken.form(slots.tag(item)) == Form.MEDIA
                    && BodyToken.changed(slots.tag(item))) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyChanged(Slots slots, int slot) {
        for (int item = slot; item != Slots.END; item = slots.next(item)) {
            if (BodyToken.changed(slots.tag(item))) {
                return true;
            }
        }
        return false;
    }

    private static boolean deletable(Form item) {
        return switch (item) {
            case TEXT, MEDIA, LOCATION, POLL, UNREADABLE -> true;
            case CALL, DELETED, SYSTEM, REACTION, OTHER -> false;
        };
    }

    /// Lines of WhatsApp's own: one whose wording is not known may be any of them.
    private static Action system(long token, long tag) {
        boolean both = isSystem(BodyToken.form(token)) && isSystem(BodyToken.form(tag));
        boolean calls = BodyToken.form(token) == Form.CALL && BodyToken.form(tag) == Form.CALL;
        return calls || (both && (isVague(token) || isVague(tag))) ? Action.SAME : Action.NEW;
    }

    private static boolean isSystem(Form form) {
        return form == Form.SYSTEM || form == Form.OTHER || form == Form.CALL;
    }

    private static boolean isVague(long tag) {
        return BodyToken.form(tag) == Form.OTHER || BodyToken.same(tag) == VAGUE_NOTICE;
    }
}
