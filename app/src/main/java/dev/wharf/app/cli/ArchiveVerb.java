package dev.wharf.app.cli;

import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.Collection;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// A verb that works on an archive that is there.
abstract class ArchiveVerb extends Verb {

    @Mixin final InCollection in = new InCollection();

    ArchiveVerb(Session session) {
        super(session);
    }

    @Override
    @Nullable CaseId collection() {
        return in.id();
    }

    /// What it looks at: who may see a collection is asked before. The safe answer, unless a verb
    /// knows better.
    Look look() {
        return Look.INSIDE;
    }

    /// What a verb does with an archive that is a collection.
    enum Look {
        /// It shows what was collected.
        INSIDE,
        /// It keeps the archive whole, and shows nothing of what is in it.
        FROM_OUTSIDE,
        /// It has no business there.
        NEVER
    }

    abstract ExitCode run(Home home) throws IOException;

    /// What the ledger is to say of this command when it fails or is refused; null for one that
    /// only lists. What succeeds is recorded by the command itself, which knows more then.
    @Nullable Attempt attempt() {
        return null;
    }

    /// @param details what was asked for
    record Attempt(ActKind kind, Subject subject, Map<String, String> details) {}

    /// Reading goes on beside others; what changes something does so in [Home#changing].
    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    final ExitCode run() throws IOException {
        try (Home home = openHome()) {
            enter(home);
            try {
                return run(home);
            } catch (Throwable e) {
                recordFailure(home, e);
                throw e;
            }
        }
    }

    /// Lets somebody into a collection, whichever way they came to it.
    private void enter(Home home) {
        if (look() == Look.FROM_OUTSIDE) {
            return;
        }
        Optional<Collection> entered = Collection.of(home.archive());
        if (entered.isEmpty()) {
            in.requireNotGiven(home.directory());
        } else if (look() == Look.NEVER) {
            Collection.requireNone(home.archive());
        } else {
            Collections.book(this, home)
                    .enter(
                            entered.get(),
                            in.as(),
                            Collections.typed(this),
                            Collections.by(this, home));
        }
    }

    private void recordFailure(Home home, Throwable e) {
        Attempt attempt = attempt();
        if (attempt == null) {
            return;
        }
        try {
            home.ledger()
                    .append(
                            Failure.of(e)
                                    .recorded(
                                            act(home, attempt.kind, attempt.subject)
                                                    .with(attempt.details)));
        } catch (RuntimeException unrecorded) {
            // What went wrong first is what the person must know.
            e.addSuppressed(unrecorded);
        }
    }

    /// Appends what was done to the ledger, with the reason given; durable when it returns.
    final void record(Home home, ActKind kind, Subject subject, Map<String, String> details) {
        home.ledger().append(act(home, kind, subject).with(details));
    }

    /// An act of whoever gave this command, now, for the reason given.
    final Act act(Home home, ActKind kind, Subject subject) {
        EmailAddress as = in.as();
        return Act.of(kind, subject, home.actor(), surroundings().clock().instant())
                .onBehalfOf(as == null ? null : as.value())
                .withReason(reason);
    }

    /// @param text an address; null for the mailbox of the collection that this is about
    /// @throws WharfException `NOT_FOUND` when no item has ever reached it
    final EmailAddress mailbox(Home home, @Nullable String text) {
        CaseId collection = collection();
        if (text != null) {
            return knownMailbox(home, text);
        }
        if (collection == null) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND, "Name a mailbox; 'wharf mailboxes' lists all there are.");
        }
        return collection.mailbox();
    }

    /// @throws WharfException `NOT_FOUND` when no item has ever reached it
    static EmailAddress knownMailbox(Home home, String text) {
        return EmailAddress.parse(text)
                .filter(
                        address ->
                                home.archive().mailboxes().stream()
                                        .anyMatch(mailbox -> mailbox.mailbox().equals(address)))
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no mailbox '%s'; 'wharf mailboxes' lists all there are."
                                                .formatted(text)));
    }

    static Optional<ItemId> item(String text) {
        try {
            return Optional.of(ItemId.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A day, a local time or an instant, all in UTC: `2026-09-14`, `2026-09-14T08:30`,
    /// `2026-09-14T08:30:00Z`.
    static Instant instant(String option, String text) {
        try {
            return switch (text.length()) {
                case 10 -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                case 16, 19 -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
                default -> Instant.parse(text);
            };
        } catch (DateTimeException e) {
            throw new WharfException(
                    ErrorCode.QUERY_INVALID,
                    "%s takes a day such as 2026-09-14 or a time such as 2026-09-14T08:30:00Z (UTC), not '%s'."
                            .formatted(option, text),
                    e);
        }
    }
}
