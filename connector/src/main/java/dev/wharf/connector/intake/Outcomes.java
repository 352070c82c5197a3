package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.NotImported.Outcome;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Counts one item × expected mailbox, and says why a copy was not imported whole.
final class Outcomes {
    private static final String DUPLICATE = "the archive has it already";

    private Outcomes() {}

    /// @param missing what the source names and does not hold
    static Counters added(
            ItemId id,
            Event event,
            Audience audience,
            List<Attachment> missing,
            List<NotImported> why) {
        int mailboxes = audience.mailboxes().size();
        if (!missing.isEmpty()) {
            String reason = Missing.reason(missing);
            audience.mailboxes()
                    .forEach(box -> why.add(of(id, event, box, null, Outcome.PARTIAL, reason)));
        }
        return new Counters(
                missing.isEmpty() ? mailboxes : 0,
                missing.isEmpty() ? 0 : mailboxes,
                0,
                waiting(id, event, audience, why),
                0);
    }

    private static long waiting(ItemId id, Event event, Audience audience, List<NotImported> why) {
        if (audience.unresolved().isEmpty() && !audience.mailboxes().isEmpty()) {
            return 0;
        }
        for (Expectation waiting : audience.unresolved()) {
            why.add(
                    of(
                            id,
                            event,
                            null,
                            waiting.party().value(),
                            Outcome.QUARANTINED,
                            reason(waiting.reason())));
        }
        if (audience.equals(Audience.NOBODY)) {
            why.add(
                    of(
                            id,
                            event,
                            null,
                            null,
                            Outcome.QUARANTINED,
                            "nobody of the firm was expected to have it"));
            return 1;
        }
        return audience.unresolved().size();
    }

    /// Counts an event that the archive holds already: what it expects and has is skipped, what it
    /// expects and gets only now is imported or waits.
    ///
    /// @param expected by this capture
    static Counters seenAgain(
            ItemId id,
            Event event,
            Audience expected,
            Audience before,
            Audience after,
            List<NotImported> why) {
        if (expected.equals(Audience.NOBODY)) {
            why.add(of(id, event, null, null, Outcome.SKIPPED, DUPLICATE));
            return new Counters(0, 0, 1, 0, 0);
        }
        long imported = 0;
        long skipped = 0;
        long quarantined = 0;
        for (EmailAddress mailbox : expected.mailboxes()) {
            if (after.mailboxes().contains(mailbox) && !before.mailboxes().contains(mailbox)) {
                imported++;
            } else {
                skipped++;
                why.add(of(id, event, mailbox, null, Outcome.SKIPPED, DUPLICATE));
            }
        }
        for (Expectation waiting : expected.unresolved()) {
            int party = waiting.party().value();
            if (after.unresolved().contains(waiting) && !before.unresolved().contains(waiting)) {
                quarantined++;
                why.add(of(id, event, null, party, Outcome.QUARANTINED, reason(waiting.reason())));
            } else {
                skipped++;
                why.add(of(id, event, null, party, Outcome.SKIPPED, DUPLICATE));
            }
        }
        return new Counters(imported, 0, skipped, quarantined, 0);
    }

    /// What changes in the counters when an item that was counted as added cannot be rendered.
    static Counters failed(Work.Item item, WharfException e, List<NotImported> why) {
        Audience audience = item.audience();
        String reason = e.code() + ": " + e.getMessage();
        why.removeIf(one -> item.id().toString().equals(one.item()));
        audience.mailboxes()
                .forEach(
                        box ->
                                why.add(
                                        of(
                                                item.id(),
                                                item.event(),
                                                box,
                                                null,
                                                Outcome.FAILED,
                                                reason)));
        for (Expectation waiting : audience.unresolved()) {
            why.add(
                    of(
                            item.id(),
                            item.event(),
                            null,
                            waiting.party().value(),
                            Outcome.FAILED,
                            reason));
        }
        if (audience.equals(Audience.NOBODY)) {
            why.add(of(item.id(), item.event(), null, null, Outcome.FAILED, reason));
        }
        Counters counted = added(audience, item.partial());
        return counted.allFailed().minus(counted);
    }

    /// Counts an event that the capture holds and does not give.
    ///
    /// @param ordinal of the event, from 1
    static Counters unread(CaptureId capture, long ordinal, String reason, List<NotImported> why) {
        why.add(
                new NotImported(
                        capture, null, "event " + ordinal, null, null, Outcome.FAILED, reason));
        return new Counters(0, 0, 0, 0, 1);
    }

    private static Counters added(Audience audience, boolean partial) {
        int mailboxes = audience.mailboxes().size();
        int waiting = audience.equals(Audience.NOBODY) ? 1 : audience.unresolved().size();
        return new Counters(partial ? 0 : mailboxes, partial ? mailboxes : 0, 0, waiting, 0);
    }

    static NotImported of(
            @Nullable ItemId id,
            Event event,
            @Nullable EmailAddress mailbox,
            @Nullable Integer party,
            Outcome outcome,
            String reason) {
        CaptureId capture = event.provenance().capture();
        return new NotImported(
                capture,
                id == null ? null : id.toString(),
                event.provenance().locator(),
                mailbox == null ? null : mailbox.value(),
                party,
                outcome,
                reason);
    }

    static String reason(Expectation.Reason reason) {
        return switch (reason) {
            case NAME_ONLY -> "only a display name says who it is";
            case OWNER_UNMAPPED -> "no mailbox is known for the owner of the capture";
            case USER_UNMAPPED -> "no mailbox is known for this user";
        };
    }
}
