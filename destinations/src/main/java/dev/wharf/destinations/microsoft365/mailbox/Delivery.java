package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.destinations.microsoft365.limits.Limits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Brings mails into a folder, in order: some are prepared and sent, then the next, so that memory
/// does not grow with the list.
///
/// For one thread.
final class Delivery {
    private static final long LARGEST_CREATE = 3_000_000;
    private static final long LARGEST_PIECE = 4_100_000;

    private final MailboxCaller caller;
    private final Limits limits;
    private final Room room;
    private final Preparation preparation;
    private final Wave.Tools tools;

    Delivery(
            MailboxCaller caller,
            Limits limits,
            Room room,
            Preparation preparation,
            Wave.Tools tools) {
        this.caller = caller;
        this.limits = limits;
        this.room = room;
        this.preparation = preparation;
        this.tools = tools;
    }

    /// @return one outcome for each, in order
    List<DeliveryOutcome> deliver(List<Outgoing> mails) {
        List<DeliveryOutcome> outcomes = new ArrayList<>(mails.size());
        int at = 0;
        while (at < mails.size()) {
            int end = end(mails, at);
            Refused stop = deliver(mails.subList(at, end), outcomes);
            at = end;
            if (stop != null) {
                while (at < mails.size()) {
                    outcomes.add(stop.outcome());
                    at++;
                }
            }
        }
        return outcomes;
    }

    /// Prepares and sends some, when there is room in memory for them.
    ///
    /// @return why the mailbox takes nothing more now; null when it does
    private @Nullable Refused deliver(List<Outgoing> some, List<DeliveryOutcome> outcomes) {
        try (Room.Taken _ = room.take(needed(some))) {
            Wave wave = new Wave(caller, tools, some.stream().map(preparation::prepare).toList());
            outcomes.addAll(wave.deliver());
            return wave.stopped();
        }
    }

    /// Where those end that go into one batch.
    private int end(List<Outgoing> mails, int from) {
        long bytes = created(mails.get(from));
        int end = from + 1;
        while (end < mails.size() && end - from < limits.batch()) {
            bytes += created(mails.get(end));
            if (bytes > limits.batchBytes()) {
                break;
            }
            end++;
        }
        return end;
    }

    /// About as many bytes as the create of a mail has: JSON says of a mail what MIME says, and
    /// files that are too large for it come later.
    private static long created(Outgoing mail) {
        return Math.min(mail.size(), LARGEST_CREATE);
    }

    private static long needed(List<Outgoing> mails) {
        long needed = 0;
        for (Outgoing mail : mails) {
            needed += created(mail);
        }
        return needed + (needed > LARGEST_CREATE ? LARGEST_PIECE : 0);
    }
}
