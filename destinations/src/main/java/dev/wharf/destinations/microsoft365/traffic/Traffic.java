package dev.wharf.destinations.microsoft365.traffic;

import dev.wharf.core.error.WharfException;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.limits.BatchPlanner;
import dev.wharf.destinations.microsoft365.limits.Limits;
import dev.wharf.destinations.microsoft365.limits.Plan;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The one way from sessions to Graph. For many threads; what each asks is answered to it.
///
/// It waits as long as our own limits ask for, and for what the server asks until a given moment.
public final class Traffic {
    /// Nobody rests longer without looking whether an answer has come meanwhile.
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final GraphClient client;
    private final Clock clock;
    private final Pause pause;
    private final BatchPlanner<Waiting> planner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /// When the thread that watches the clock for all wakes; null when nobody does.
    private @Nullable Instant watch;

    public Traffic(GraphClient client, Limits limits, Clock clock, Pause pause) {
        this.client = client;
        this.clock = clock;
        this.pause = pause;
        this.planner = new BatchPlanner<>(limits);
    }

    /// A request that is sent by its own means: a piece of a file.
    @FunctionalInterface
    public interface Sending {
        GraphAnswer send() throws IOException;
    }

    /// Sends requests of one mailbox in order. Where one does not go well, those after it are not
    /// sent.
    ///
    /// @param until how long to wait for a server that asks for it
    /// @return one for each
    public List<Reply> inOrder(String mailbox, List<GraphCall> calls, Instant until) {
        List<Waiting> mine = calls.stream().map(call -> new Waiting(mailbox, call)).toList();
        lock.lock();
        try {
            mine.forEach(planner::add);
            while (mine.stream().anyMatch(one -> one.reply() == null)) {
                step(mailbox, mine, until);
            }
            planner.tidy(clock.instant());
        } finally {
            lock.unlock();
        }
        return mine.stream().map(one -> Objects.requireNonNull(one.reply())).toList();
    }

    /// One request that does not go into a batch.
    public Reply alone(String mailbox, GraphCall call, Instant until) {
        return alone(mailbox, call.size(), until, () -> client.exchange(call));
    }

    /// @param bytes of its body
    public Reply alone(String mailbox, long bytes, Instant until, Sending sending) {
        Reply held = enter(mailbox, bytes, until);
        if (held != null) {
            return held;
        }
        try {
            GraphAnswer answer = sending.send();
            return judgedAlone(mailbox, answer);
        } catch (IOException away) {
            return inDoubt(away);
        } catch (WharfException noToken) {
            return new Reply.Unsent(noToken);
        } finally {
            leave(mailbox);
        }
    }

    private void leave(String mailbox) {
        lock.lock();
        try {
            planner.endAlone(mailbox);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Reply judgedAlone(String mailbox, GraphAnswer answer) {
        lock.lock();
        try {
            return judge(mailbox, answer);
        } finally {
            lock.unlock();
        }
    }

    private static Reply inDoubt(IOException away) {
        return new Reply.InDoubt(away.getClass().getSimpleName());
    }

    /// @return null when it may be sent, and counts
    private @Nullable Reply enter(String mailbox, long bytes, Instant until) {
        lock.lock();
        try {
            while (true) {
                Instant now = clock.instant();
                Instant refused = planner.refusedUntil(mailbox);
                if (refused.isAfter(until)) {
                    return new Reply.Held(refused);
                }
                Instant at = planner.earliestAlone(mailbox, bytes, now);
                if (at != null && !at.isAfter(now)) {
                    planner.startAlone(mailbox, bytes, now);
                    return null;
                }
                if (!await(at, now)) {
                    return new Reply.Held(now);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Sends what may be sent for anybody; else waits for a change, or for time.
    private void step(String mailbox, List<Waiting> mine, Instant until) {
        Instant now = clock.instant();
        Plan<Waiting> plan = planner.next(now);
        if (plan != null) {
            carryOut(plan);
            return;
        }
        Instant refused = planner.refusedUntil(mailbox);
        if (refused.isAfter(until)) {
            withdraw(mailbox);
        }
        if (mine.stream().anyMatch(one -> one.reply() == null)
                && !await(planner.wakeAt(now), now)) {
            giveUp(mailbox, mine);
        }
    }

    /// The process is stopping. What another thread has sent of ours meanwhile is in doubt.
    private void giveUp(String mailbox, List<Waiting> mine) {
        withdraw(mailbox);
        for (Waiting one : mine) {
            if (one.reply() == null) {
                one.settle(new Reply.InDoubt("stopped"));
            }
        }
    }

    private void withdraw(String mailbox) {
        Reply held = held(mailbox);
        planner.drop(mailbox).forEach(dropped -> dropped.settle(held));
        changed.signalAll();
    }

    /// @param at when time alone lets something start; null when something in flight must end
    /// @return false when the thread is to stop
    @SuppressWarnings("WaitNotInLoop") // because those who call it loop
    private boolean await(@Nullable Instant at, Instant now) {
        try {
            if (at == null || (watch != null && !at.isBefore(watch))) {
                changed.await();
            } else {
                watchClock(at, now);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void watchClock(Instant at, Instant now) throws InterruptedException {
        Duration rest = Duration.between(now, at);
        Duration glance = rest.compareTo(GLANCE) > 0 ? GLANCE : rest;
        watch = now.plus(glance);
        lock.unlock();
        try {
            pause.rest(glance);
        } finally {
            lock.lock();
            watch = null;
            changed.signalAll();
        }
    }

    /// Sends outside the lock, and settles inside.
    private void carryOut(Plan<Waiting> plan) {
        Reply reply = new Reply.InDoubt("an error of Wharf's own");
        GraphAnswer answer = null;
        lock.unlock();
        try {
            answer = client.exchange(call(plan));
        } catch (IOException away) {
            reply = inDoubt(away);
        } catch (WharfException noToken) {
            reply = new Reply.Unsent(noToken);
        } finally {
            lock.lock();
            planner.end(plan);
            settle(plan, answer, reply);
            changed.signalAll();
        }
    }

    private static GraphCall call(Plan<Waiting> plan) {
        List<GraphCall> calls = plan.pieces().stream().map(Waiting::call).toList();
        return calls.size() == 1 ? calls.getFirst() : BatchWriter.write(calls, plan.chained());
    }

    /// @param without the reply to all, when there is no answer
    private void settle(Plan<Waiting> plan, @Nullable GraphAnswer answer, Reply without) {
        List<Waiting> pieces = plan.pieces();
        if (answer == null) {
            pieces.forEach(one -> one.settle(without));
        } else if (pieces.size() == 1) {
            pieces.getFirst().settle(judge(pieces.getFirst().mailbox(), answer));
        } else if (answer.isGood()) {
            settleEach(pieces, BatchReader.read(answer, pieces.size(), clock.instant()));
        } else {
            Reply reply = judgeBatch(answer);
            pieces.forEach(one -> one.settle(reply));
        }
        stopAfterFailures(pieces);
    }

    private void settleEach(List<Waiting> pieces, @Nullable GraphAnswer[] answers) {
        for (int i = 0; i < answers.length; i++) {
            GraphAnswer answer = answers[i];
            Waiting piece = pieces.get(i);
            piece.settle(
                    answer == null
                            ? new Reply.InDoubt("no answer in the batch")
                            : judgeInner(piece.mailbox(), answer));
        }
    }

    private Reply judgeInner(String mailbox, GraphAnswer answer) {
        if (answer.status() == 401) {
            // The token died on the way; a request that stands alone is repeated by the client.
            client.signIn().renew();
            return new Reply.Held(clock.instant());
        }
        // 424: one before it in the chain failed, so it was not run.
        return answer.status() == 424 ? held(mailbox) : judge(mailbox, answer);
    }

    private Reply held(String mailbox) {
        Instant now = clock.instant();
        Instant refused = planner.refusedUntil(mailbox);
        return new Reply.Held(refused.isAfter(now) ? refused : now);
    }

    /// What was to come after one that did not go well is not sent: order is kept.
    private void stopAfterFailures(List<Waiting> pieces) {
        for (Waiting piece : pieces) {
            if (!Objects.requireNonNull(piece.reply()).isGood()) {
                withdraw(piece.mailbox());
            }
        }
    }

    private Reply judgeBatch(GraphAnswer answer) {
        if (answer.isThrottled() || (answer.isInDoubt() && answer.retryAfter() != null)) {
            planner.refusedAll(clock.instant(), answer.retryAfter());
        }
        if (answer.isThrottled()) {
            return new Reply.Held(clock.instant());
        }
        return answer.isInDoubt() ? new Reply.InDoubt(answer.error()) : new Reply.Answered(answer);
    }

    private Reply judge(String mailbox, GraphAnswer answer) {
        Instant now = clock.instant();
        if (answer.isThrottled() || answer.isInDoubt()) {
            planner.refused(mailbox, now, answer.retryAfter());
        } else {
            planner.wentWell(mailbox);
        }
        if (answer.isThrottled()) {
            return held(mailbox);
        }
        return answer.isInDoubt() ? new Reply.InDoubt(answer.error()) : new Reply.Answered(answer);
    }
}
