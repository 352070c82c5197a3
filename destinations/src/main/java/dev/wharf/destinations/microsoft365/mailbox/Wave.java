package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.traffic.Reply;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Some mails on their way into one folder, created in order, then their files.
///
/// What was not carried out is sent again; of what is in doubt the folder is asked before it is
/// sent again; what is refused is refused. Each mail ends in one outcome.
///
/// For one thread, once.
final class Wave {
    private final MailboxCaller caller;
    private final Tools tools;
    private final List<Prepared> mails;
    private final Map<Prepared, DeliveryOutcome> outcomes = new HashMap<>();
    private final Map<Prepared, String> halves = new HashMap<>();
    private final Instant until;

    /// Set when nothing more can be delivered to this mailbox now.
    private @Nullable Refused stop;

    /// What delivers with it.
    record Tools(String folder, Presence presence, FileTransfer files, HalfItems halves) {}

    Wave(MailboxCaller caller, Tools tools, List<Prepared> mails) {
        this.caller = caller;
        this.tools = tools;
        this.mails = mails;
        this.until = caller.patient();
    }

    List<DeliveryOutcome> deliver() {
        create();
        for (Prepared mail : mails) {
            String item = halves.get(mail);
            if (item != null) {
                complete(mail, item);
            }
        }
        List<DeliveryOutcome> all = new ArrayList<>(mails.size());
        for (Prepared mail : mails) {
            DeliveryOutcome outcome = outcomes.get(mail);
            all.add(outcome != null ? outcome : Objects.requireNonNull(stop).outcome());
        }
        return all;
    }

    /// Why the mailbox takes nothing more now; null when it does.
    @Nullable Refused stopped() {
        return stop;
    }

    private void create() {
        List<Prepared> left = mails;
        for (int attempt = 1; !left.isEmpty() && stop == null; attempt++) {
            try {
                int before = left.size();
                left = round(left, attempt);
                attempt = left.size() < before ? 0 : attempt;
            } catch (Refused why) {
                stop = why;
            }
        }
    }

    /// Sends what is left.
    ///
    /// @return what is left then, in order
    private List<Prepared> round(List<Prepared> mails, int attempt) throws Refused {
        List<GraphCall> calls = mails.stream().map(this::call).toList();
        List<Reply> replies = caller.traffic().inOrder(caller.mailbox().value(), calls, until);
        List<Prepared> left = new ArrayList<>();
        List<Prepared> inDoubt = new ArrayList<>();
        Reply trouble = null;
        for (int i = 0; i < replies.size(); i++) {
            Prepared mail = mails.get(i);
            Reply reply = replies.get(i);
            if (reply instanceof Reply.Answered(GraphAnswer answer)) {
                answered(mail, answer);
                continue;
            }
            left.add(mail);
            trouble = trouble == null ? reply : trouble;
            if (reply instanceof Reply.InDoubt) {
                inDoubt.add(mail);
            }
        }
        if (!inDoubt.isEmpty()) {
            left.removeAll(cleared(inDoubt));
        }
        if (!left.isEmpty() && trouble != null && left.size() == mails.size()) {
            caller.again(trouble, "a mail", attempt, until);
        }
        return left;
    }

    private GraphCall call(Prepared mail) {
        String path = "/mailFolders/" + GraphText.encoded(tools.folder()) + "/messages";
        return caller.post(path, mail.create(), "a mail");
    }

    private void answered(Prepared mail, GraphAnswer answer) throws Refused {
        if (answer.isGood()) {
            created(mail, answer.body().path("id").asString(""));
            return;
        }
        Refused refused = caller.refused("a mail", answer);
        if (refused.why().scope() == Scope.MAIL) {
            outcomes.put(mail, refused.outcome());
        } else if (stop == null) {
            stop = refused;
        }
    }

    private void created(Prepared mail, String item) {
        if (mail.files().isWholeAtOnce()) {
            outcomes.put(mail, mail.delivered(item));
        } else {
            halves.put(mail, item);
        }
    }

    /// Asks the folder for what is in doubt. An item without its files is removed by asking, and
    /// sent again.
    ///
    /// @return those that are there
    private List<Prepared> cleared(List<Prepared> inDoubt) throws Refused {
        caller.settle();
        List<String> ids = inDoubt.stream().map(Prepared::messageId).toList();
        Map<String, String> there = tools.presence().find(ids, caller.patient());
        List<Prepared> arrived = new ArrayList<>();
        for (Prepared mail : inDoubt) {
            String item = there.get(mail.messageId());
            if (item != null) {
                outcomes.put(mail, mail.delivered(item));
                arrived.add(mail);
            }
        }
        return arrived;
    }

    private void complete(Prepared mail, String item) {
        try {
            tools.files()
                    .bring(
                            new FileTransfer.Plan(
                                    item,
                                    mail.messageId(),
                                    mail.files().all(),
                                    mail.files().later()));
            outcomes.put(mail, mail.delivered(item));
        } catch (Refused why) {
            outcomes.put(mail, why.outcome());
            takeBack(item, why);
        }
    }

    /// What cannot be completed is removed; where that fails too, the next one who asks for the
    /// mail does it.
    private void takeBack(String item, Refused why) {
        if (why.why().scope() != Scope.MAIL && stop == null) {
            stop = why;
        }
        try {
            tools.halves().remove(item, caller.patient());
        } catch (Refused notNow) {
            why.addSuppressed(notNow);
        }
    }
}
