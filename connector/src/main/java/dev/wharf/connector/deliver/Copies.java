package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which mailboxes of a destination get which of some items, each once, whatever addresses the
/// archive knows the mailbox by. For one thread.
final class Copies {
    private final ArchiveReader archive;
    private final Addressee.Policy policy;
    private final Instant start;
    private final Map<EmailAddress, List<ItemRow>> byMailbox = new TreeMap<>();
    private final Map<EmailAddress, Unaddressed> unaddressed = new TreeMap<>();
    private long items;

    /// Items of a user whom the destination's directory does not take.
    record Unaddressed(Refusal why, List<ItemRow> items) {}

    /// @param start items said before are not the connector's
    Copies(ArchiveReader archive, Addressee.Policy policy, Instant start) {
        this.archive = archive;
        this.policy = policy;
        this.start = start;
    }

    /// @param waiting told of each person, or of nobody, whom the item waits for
    void add(ItemRow item, Tally waiting) {
        if (item.time().isBefore(start)) {
            return;
        }
        items++;
        Audience audience = archive.audience(item.audience());
        for (EmailAddress mailbox : audience.mailboxes()) {
            add(item, mailbox);
        }
        if (audience.equals(Audience.NOBODY)) {
            waiting.quarantined(item, 0, "nobody of the firm was expected to have it");
        }
        for (Expectation one : audience.unresolved()) {
            waiting.quarantined(item, one.party().value(), reason(one));
        }
    }

    private static String reason(Expectation one) {
        return "waits in quarantine for a mailbox of party %d (%s); 'wharf quarantine list' shows who it is"
                .formatted(
                        one.party().value(),
                        switch (one.reason()) {
                            case NAME_ONLY -> "matched by name only";
                            case OWNER_UNMAPPED -> "exported the chat, has no mailbox";
                            case USER_UNMAPPED -> "user without a mailbox";
                        });
    }

    private void add(ItemRow item, EmailAddress mailbox) {
        switch (policy.of(mailbox)) {
            case Addressee.NotChosen() -> {}
            case Addressee.Refused(Refusal why) ->
                    unaddressed
                            .computeIfAbsent(mailbox, _ -> new Unaddressed(why, new ArrayList<>()))
                            .items()
                            .add(item);
            case Addressee.Mailbox(EmailAddress at) -> {
                List<ItemRow> own = byMailbox.computeIfAbsent(at, _ -> new ArrayList<>());
                if (own.isEmpty() || !own.getLast().equals(item)) {
                    own.add(item);
                }
            }
        }
    }

    /// Items that were added and are the connector's.
    long items() {
        return items;
    }

    /// By the destination's own address, in order.
    Map<EmailAddress, List<ItemRow>> byMailbox() {
        return byMailbox;
    }

    /// By the archive's address.
    Map<EmailAddress, Unaddressed> unaddressed() {
        return unaddressed;
    }
}
