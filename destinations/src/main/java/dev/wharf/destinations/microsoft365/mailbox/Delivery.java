package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.destinations.microsoft365.limits.Limits;

import java.util.ArrayList;
import java.util.List;

/// Brings mails into a folder, in order: some are prepared and sent, then the next, so that memory
/// does not grow with the list.
///
/// For one thread.
final class Delivery {
    private final MailboxCaller caller;
    private final Limits limits;
    private final Preparation preparation;
    private final Wave.Tools tools;

    Delivery(MailboxCaller caller, Limits limits, Preparation preparation, Wave.Tools tools) {
        this.caller = caller;
        this.limits = limits;
        this.preparation = preparation;
        this.tools = tools;
    }

    /// @return one outcome for each, in order
    List<DeliveryOutcome> deliver(List<Outgoing> mails) {
        List<DeliveryOutcome> outcomes = new ArrayList<>(mails.size());
        int at = 0;
        while (at < mails.size()) {
            List<Prepared> some = some(mails, at);
            Wave wave = new Wave(caller, tools, some);
            outcomes.addAll(wave.deliver());
            at += some.size();
            Refused stop = wave.stopped();
            if (stop != null) {
                while (at < mails.size()) {
                    outcomes.add(stop.outcome());
                    at++;
                }
            }
        }
        return outcomes;
    }

    /// As many as go into one batch.
    private List<Prepared> some(List<Outgoing> mails, int from) {
        List<Prepared> some = new ArrayList<>();
        long bytes = 0;
        for (int i = from; i < mails.size() && some.size() < limits.batch(); i++) {
            long least = leastBytes(mails.get(i));
            if (!some.isEmpty() && bytes + least > limits.batchBytes()) {
                break;
            }
            Prepared one = preparation.prepare(mails.get(i));
            some.add(one);
            bytes += one.create().length;
        }
        return some;
    }

    /// So that nothing is prepared in vain.
    private static long leastBytes(Outgoing mail) {
        return Math.min(mail.size(), 3_000_000);
    }
}
