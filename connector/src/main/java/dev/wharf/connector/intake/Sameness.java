package dev.wharf.connector.intake;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.connector.intake.KnownItems.Known;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What an event with a name is to the items that have it: docs/alignment.md says why.
///
/// For one thread.
final class Sameness {
    /// How far two sources' times of one reaction may be apart.
    private static final Duration ONE_MOMENT = Duration.ofMinutes(2);

    /// How far two sources' lengths of one call may be apart.
    private static final Duration COUNTED_ALIKE = Duration.ofSeconds(2);

    private final KnownItems items;
    private final BodyToken token = new BodyToken();

    /// What an event is to the archive.
    enum Relation {
        /// Nothing that has the name is the same, or is told more by it.
        NEW,
        /// The archive has it already.
        SAME,
        /// It shows more of an item: its file, its text before it was deleted or edited.
        COMPLETES,
        /// It is a later text of an item.
        EDITS
    }

    /// @param about the item; null for NEW
    /// @param said whether any item is the message of that name, whatever it says
    record Found(Relation relation, @Nullable Known about, boolean said) {}

    Sameness(KnownItems items) {
        this.items = items;
    }

    /// @param own items that have a name of the event's
    /// @param about items that have a name of what it is about, those about it among them
    /// @param reactions of the same person to the same message
    Found of(Event shown, List<Known> own, List<Known> about, List<Known> reactions) {
        long body = token.of(shown.content());
        Known completed = null;
        Known edited = null;
        boolean said = false;
        for (Known known : own) {
            said |= KnownItems.isSaid(known.kind);
            switch (relation(known, shown, body)) {
                case SAME -> {
                    return new Found(Relation.SAME, known, true);
                }
                case COMPLETES -> completed = first(completed, known);
                case EDITS -> edited = edited == null ? known : edited;
                case NEW -> {}
            }
        }
        Known told =
                switch (shown.content()) {
                    case Content.Edit _ -> edit(about, shown, body);
                    case Content.Deletion deletion -> deletion(about, shown, deletion);
                    case Content.Reaction _ -> reaction(reactions, shown, body);
                    default -> null;
                };
        if (told != null) {
            return new Found(Relation.SAME, told, true);
        }
        if (edited != null) {
            return new Found(Relation.EDITS, edited, said);
        }
        return completed != null
                ? new Found(Relation.COMPLETES, completed, said)
                : new Found(Relation.NEW, null, said);
    }

    /// Of several that are completed, the message that came first; else the last placeholder.
    private static Known first(@Nullable Known before, Known known) {
        return before != null && before.kind == EventKind.MESSAGE ? before : known;
    }

    private Relation relation(Known known, Event shown, long body) {
        Content content = shown.content();
        boolean sameBody = isSameBody(known, content, body);
        if (known.erased) {
            return sameBody ? Relation.SAME : Relation.NEW;
        }
        if (sameBody) {
            return sameBody(known, shown, body);
        }
        boolean placeholder = content instanceof Content.Unreadable;
        return switch (known.kind) {
            case UNREADABLE -> placeholder ? Relation.NEW : Relation.COMPLETES;
            case MESSAGE -> placeholder ? Relation.SAME : otherWords(known, content, body);
            case DELETION -> content instanceof Content.Message ? Relation.COMPLETES : Relation.NEW;
            default -> Relation.NEW;
        };
    }

    private boolean isSameBody(Known known, Content content, long body) {
        return BodyToken.sameInAnyState(known.token(), body)
                || BodyToken.sameInAnyState(known.token(), token.withMentions(content));
    }

    private Relation sameBody(Known known, Event shown, long body) {
        Content content = shown.content();
        if (content instanceof Content.Call call && known.kind == EventKind.CALL) {
            Event held = items.event(known);
            boolean counted = Merge.isOfDatabase(shown) || Merge.isOfDatabase(held);
            Content.Call heldCall = (Content.Call) held.content();
            return sameCall(call, heldCall) || (counted && saysNoMore(call, heldCall))
                    ? Relation.SAME
                    : Relation.NEW;
        }
        if (known.kind == EventKind.EDIT
                && content instanceof Content.Message message
                && !message.marks().edited()) {
            // The first text, to which an edit has come back.
            return Relation.NEW;
        }
        return BodyToken.showsMore(body) && Files.held(content) > files(known, content)
                ? Relation.COMPLETES
                : Relation.SAME;
    }

    /// The same message with other words: one of both is an edited state of it, or it is another.
    private Relation otherWords(Known known, Content content, long body) {
        if (!(content instanceof Content.Message message)
                || !BodyToken.isOfOneForm(known.token(), body)) {
            return Relation.NEW;
        }
        if (message.marks().edited()) {
            return Relation.EDITS;
        }
        return items.isEdited(known) ? Relation.COMPLETES : Relation.NEW;
    }

    /// The same edit, told by the text that it led to.
    private @Nullable Known edit(List<Known> about, Event shown, long body) {
        for (Known known : about) {
            boolean later =
                    (known.kind == EventKind.EDIT && !items.isAnother(known, shown))
                            || (known.kind == EventKind.MESSAGE
                                    && !known.erased
                                    && items.isEdited(known));
            if (later && BodyToken.sameInAnyState(known.token(), body)) {
                return known;
            }
        }
        return null;
    }

    /// The same deletion, however it is called.
    private @Nullable Known deletion(List<Known> about, Event shown, Content.Deletion deletion) {
        for (Known known : about) {
            if (known.kind == EventKind.DELETION
                    && !items.isAnother(known, shown)
                    && (known.erased
                            || isSameScope(
                                    deletion.scope(),
                                    ((Content.Deletion) items.event(known).content()).scope()))) {
                return known;
            }
        }
        return null;
    }

    /// Whether both took it from everybody, or nobody says who lost it.
    private static boolean isSameScope(Content.Deletion.Scope a, Content.Deletion.Scope b) {
        boolean unknown =
                a == Content.Deletion.Scope.UNKNOWN || b == Content.Deletion.Scope.UNKNOWN;
        return unknown
                || (a == Content.Deletion.Scope.FOR_ME) == (b == Content.Deletion.Scope.FOR_ME);
    }

    /// A database shows the last reaction only; a live source everyone, when it is given.
    private static @Nullable Known reaction(List<Known> reactions, Event shown, long body) {
        boolean lastOnly = Merge.isOfDatabase(shown);
        Known last = null;
        for (Known known : reactions) {
            boolean same = BodyToken.sameInAnyState(known.token(), body);
            Duration apart = Duration.between(known.at(), shown.time().at()).abs();
            if (same && apart.compareTo(ONE_MOMENT) <= 0) {
                return known;
            }
            last = last == null || known.at().isAfter(last.at()) ? known : last;
        }
        boolean isLast = lastOnly && last != null && BodyToken.sameInAnyState(last.token(), body);
        return isLast ? last : null;
    }

    boolean showsMore(Content stored, Known completed) {
        return completed.kind == EventKind.UNREADABLE
                || !isSameBody(completed, stored, token.of(stored))
                || Files.held(stored) > files(completed, stored);
    }

    /// How many of its files the archive holds. The token says whether there are any: only of a
    /// message with several the item must be asked.
    private int files(Known known, Content content) {
        if (!BodyToken.showsMore(known.token())) {
            return 0;
        }
        return Files.named(content) > 1 ? items.files(known) : 1;
    }

    /// The events of one call share its name: ringing and its end are two.
    private static boolean sameCall(Content.Call call, Content.Call known) {
        return known.medium() == call.medium()
                && known.direction() == call.direction()
                && known.outcome() == call.outcome()
                && Objects.equals(known.duration(), call.duration())
                && Objects.equals(known.text(), call.text());
    }

    /// A database counts a call as one, with its end.
    private static boolean saysNoMore(Content.Call call, Content.Call known) {
        boolean direction =
                call.direction() == known.direction()
                        || call.direction() == Content.Call.Direction.UNKNOWN
                        || known.direction() == Content.Call.Direction.UNKNOWN;
        boolean outcome =
                call.outcome() == known.outcome()
                        || call.outcome() == Content.Call.Outcome.UNKNOWN
                        || call.outcome() == Content.Call.Outcome.OFFERED;
        return direction && outcome && lastsNoLonger(call.duration(), known.duration());
    }

    private static boolean lastsNoLonger(@Nullable Duration call, @Nullable Duration known) {
        return call == null
                || (known != null && call.minus(known).abs().compareTo(COUNTED_ALIKE) <= 0);
    }
}
