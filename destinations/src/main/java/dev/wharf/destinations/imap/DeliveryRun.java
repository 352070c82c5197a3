package dev.wharf.destinations.imap;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One call of deliver, through whatever happens to the connection.
///
/// A mail is *waiting*, *under way*, *doubtful* (its connection broke, or a command with it was
/// refused) or has its end. Nothing is sent while anything is doubtful: first the folder is asked.
/// For one thread.
final class DeliveryRun {
    /// Commands that may be under way at once where each holds one mail, and their bytes: small
    /// enough to lie in the buffers of both sides, or two parties could wait for each other.
    private static final int APART = 8;

    private static final long APART_BYTES = 64 << 10;

    private static final int LOSSES_UNTIL_CAREFUL = 4;

    private final MailboxLink link;
    private final ImapSettings settings;
    private final ServerMemory memory;
    private final Clock clock;
    private final Patience patience;
    private final MailboxLink.Floor floor;
    private final List<Letter> all = new ArrayList<>();
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private final List<Letter> underWay = new ArrayList<>();
    private final List<Letter> doubtful = new ArrayList<>();
    private final List<Letter> toName = new ArrayList<>();
    private int most;
    private boolean careful;

    DeliveryRun(
            MailboxLink link,
            ImapSettings settings,
            ServerMemory memory,
            Clock clock,
            Patience patience) {
        this.link = link;
        this.settings = settings;
        this.memory = memory;
        this.clock = clock;
        this.patience = patience;
        this.floor = link.floor();
        this.most = settings.limits().batch();
    }

    List<DeliveryOutcome> run(List<Prepared> mails) {
        for (Prepared mail : mails) {
            Letter letter = new Letter(mail);
            all.add(letter);
            if (mail.fits()) {
                waiting.add(letter);
            } else {
                letter.end(new DeliveryOutcome.Rejected(tooLarge(mail)));
            }
        }
        while (!waiting.isEmpty() || !doubtful.isEmpty() || !toName.isEmpty()) {
            step();
        }
        return all.stream().map(letter -> Objects.requireNonNull(letter.end())).toList();
    }

    private void step() {
        try {
            ImapConnection connection = link.connection();
            if (!doubtful.isEmpty()) {
                settle(connection);
            } else if (!waiting.isEmpty()) {
                send(connection);
            } else {
                name(connection);
            }
        } catch (ConnectionLost lost) {
            link.drop();
            doubtful.addAll(underWay);
            underWay.clear();
            most = Math.max(1, most / 2);
            if (!patience.restAfterLoss()) {
                giveUp(RefusalPolicy.away(settings.server(), lost));
            }
            careful |= patience.lossesInARow() >= LOSSES_UNTIL_CAREFUL;
        } catch (Refused no) {
            restOrGiveUp(no.verdict());
        }
    }

    /// Asks for what is in doubt; what is not there goes again, before all else.
    private void settle(ImapConnection connection) throws ConnectionLost, Refused {
        MessageIds.Found found = found(connection, doubtful);
        for (Letter letter : doubtful.reversed()) {
            List<Long> uids = found.of(letter.messageId());
            if (uids.isEmpty()) {
                letter.sentAgain();
                waiting.addFirst(letter);
            } else {
                letter.arrived(found.receipt(uids.getFirst()));
                patience.succeeded();
            }
        }
        doubtful.clear();
    }

    private MessageIds.Found found(ImapConnection connection, List<Letter> letters)
            throws ConnectionLost, Refused {
        return new MessageIds(connection, link.folder(), link.mailbox())
                .since(floor, letters.stream().map(Letter::messageId).toList());
    }

    private void send(ImapConnection connection) throws ConnectionLost {
        boolean together =
                !careful
                        && most > 1
                        && memory.appendsTogether(connection.capabilities())
                        && !Objects.requireNonNull(waiting.peek()).alone();
        take(together);
        Appender appender =
                new Appender(connection, link.folder().name(), settings.folder().seen(), careful);
        if (together && underWay.size() > 1) {
            List<Prepared> mails = underWay.stream().map(Letter::mail).toList();
            afterTogether(appender.together(mails));
        } else {
            apart(appender);
        }
    }

    private void take(boolean together) {
        int count = together ? most : careful ? 1 : APART;
        long bytes = together ? settings.limits().batchBytes() : APART_BYTES;
        for (Letter next = waiting.peek(); next != null; next = waiting.peek()) {
            bytes -= next.mail().size();
            boolean full = underWay.size() == count || bytes < 0 || (together && next.alone());
            if (full && !underWay.isEmpty()) {
                return;
            }
            underWay.add(waiting.remove());
        }
    }

    private void afterTogether(Reply reply) {
        List<Letter> letters = List.copyOf(underWay);
        underWay.clear();
        if (reply.ok()) {
            accepted(letters, reply);
            return;
        }
        // All or none, says RFC 3502; asking costs one round trip.
        doubtful.addAll(letters);
        if (reply.status() == Reply.Status.BAD) {
            memory.appendsOneByOne();
            link.drop();
            return;
        }
        Verdict verdict = RefusalPolicy.of(Moment.APPEND, reply, link.mailbox());
        if (verdict.passes()) {
            passing(reply, verdict);
        } else {
            letters.forEach(Letter::goesAlone);
        }
    }

    private void apart(Appender appender) throws ConnectionLost {
        List<Letter> letters = List.copyOf(underWay);
        List<Verdict> lasting = new ArrayList<>();
        List<Letter> again = new ArrayList<>();
        List<Runnable> afterwards = new ArrayList<>();
        appender.apart(
                letters.stream().map(Letter::mail).toList(),
                (mail, reply) -> {
                    Letter letter = underWay.removeFirst();
                    if (reply.ok()) {
                        accepted(List.of(letter), reply);
                        return;
                    }
                    Verdict verdict = RefusalPolicy.of(Moment.APPEND, reply, link.mailbox());
                    if (verdict.passes()) {
                        again.add(letter);
                        afterwards.add(() -> passing(reply, verdict));
                    } else if (reply.status() == Reply.Status.BAD && !careful) {
                        again.add(letter);
                        afterwards.add(this::beCareful);
                    } else {
                        letter.end(verdict.outcome(clock));
                        if (verdict.refusal().scope() != Refusal.Scope.MAIL) {
                            lasting.add(verdict);
                        }
                    }
                });
        again.reversed().forEach(waiting::addFirst);
        afterwards.stream().limit(1).forEach(Runnable::run);
        lasting.stream().limit(1).forEach(this::giveUp);
    }

    /// A server that did not understand may be out of step with us.
    private void beCareful() {
        careful = true;
        link.drop();
    }

    private void passing(Reply reply, Verdict verdict) {
        if (reply.code().equals("TRYCREATE") || reply.code().equals("NONEXISTENT")) {
            link.drop();
        }
        restOrGiveUp(verdict);
    }

    private void accepted(List<Letter> letters, Reply reply) {
        patience.succeeded();
        most = Math.min(settings.limits().batch(), most * 2);
        Optional<UidSet> uids = UidSet.appended(reply);
        boolean told = uids.isPresent() && uids.get().uids().size() == letters.size();
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            if (told) {
                long uid = uids.get().uids().get(i);
                letter.arrived(uids.get().validity() + ":" + uid);
                link.arrived(uids.get().validity(), uid);
            } else {
                letter.arrived(Receipt.byMessageId(letter.messageId()));
            }
            if (!told || letter.resent()) {
                toName.add(letter);
            }
        }
    }

    /// Finds the UIDs of what came without, and whether something that was sent twice came twice.
    private void name(ImapConnection connection) throws ConnectionLost, Refused {
        MessageIds.Found found = found(connection, toName);
        List<Long> twins = new ArrayList<>();
        for (Letter letter : toName) {
            List<Long> uids = found.of(letter.messageId());
            if (!uids.isEmpty()) {
                letter.arrived(found.receipt(uids.getFirst()));
            }
            if (letter.resent() && uids.size() > 1) {
                twins.addAll(uids.subList(1, uids.size()));
            }
        }
        Twins.remove(connection, link.folder(), twins);
        toName.clear();
    }

    private void restOrGiveUp(Verdict verdict) {
        if (!verdict.passes() || !patience.rest(verdict.rest())) {
            giveUp(verdict);
        }
    }

    /// Ends whatever has no end. What is doubtful may be there: who tries again asks first.
    private void giveUp(Verdict verdict) {
        for (Letter letter : all) {
            if (letter.end() == null) {
                letter.end(verdict.outcome(clock));
            }
        }
        waiting.clear();
        doubtful.clear();
        toName.clear();
    }

    private Refusal tooLarge(Prepared mail) {
        return new Refusal(
                ErrorCode.SOURCE_REFUSED,
                Refusal.Scope.MAIL,
                "mail %s has %d bytes without any file, and %s takes %d: raise the server's limit or `largest`"
                        .formatted(
                                mail.messageId(), mail.size(), settings.server(), link.largest()));
    }
}
