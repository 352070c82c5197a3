package dev.wharf.bench.graph;

import dev.wharf.bench.graph.SimulatedSession.Request;
import dev.wharf.destinations.microsoft365.limits.BatchPlanner;
import dev.wharf.destinations.microsoft365.limits.Limits;
import dev.wharf.destinations.microsoft365.limits.Plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/// How long a large firm's day takes at Microsoft 365, by the destination's own planner and budgets
/// on a virtual clock. The server is invented: its latency and its refusals are in [Workload]. What
/// is measured is what the limits allow and which of them is hit, not Microsoft.
///
/// `java -cp bench/target/lib/wharf-bench.jar dev.wharf.bench.graph.TenantSimulation [items]
/// [mailboxes] [sessions] [at once]`
public final class TenantSimulation {
    private static final int WINDOW = 20_000;

    private final Limits limits;
    private final BatchPlanner<Request> planner;
    private final Workload workload;
    private final int sessions;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at));
    private final Deque<SimulatedSession> due = new ArrayDeque<>();
    private final List<SimulatedSession> wantAlone = new ArrayList<>();
    private final SimulationCounts counts = new SimulationCounts();
    private Instant now = Instant.parse("2026-11-28T00:00:00Z");
    private int open;

    private record Event(Instant at, Runnable then) {}

    private TenantSimulation(Limits limits, int mailboxes, int sessions) {
        this.limits = limits;
        this.planner = new BatchPlanner<>(limits);
        this.workload = new Workload(mailboxes, 1);
        this.sessions = sessions;
    }

    public static void main(String[] arguments) {
        long items = arguments.length > 0 ? Long.parseLong(arguments[0]) : 20_000_000;
        int mailboxes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        int sessions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 256;
        Limits limits =
                arguments.length > 3
                        ? Limits.DOCUMENTED.atOnce(Integer.parseInt(arguments[3]))
                        : Limits.DOCUMENTED;
        TenantSimulation simulation = new TenantSimulation(limits, mailboxes, sessions);
        Instant start = simulation.now;
        simulation.run(items);
        double hours = Duration.between(start, simulation.now).toSeconds() / 3600.0;
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%,d items, %,d mailboxes, %d sessions, %d at once: %.1f hours%n%s",
                        items,
                        mailboxes,
                        sessions,
                        limits.allAtOnce(),
                        hours,
                        simulation.counts.report(hours)));
    }

    private void run(long items) {
        for (long left = items; left > 0; left -= WINDOW) {
            int window = (int) Math.min(WINDOW, left);
            for (Map.Entry<Integer, Integer> one : workload.window(window).entrySet()) {
                due.add(new SimulatedSession(one.getKey(), one.getValue()));
            }
            while (!due.isEmpty() || open > 0) {
                step();
            }
            planner.tidy(now);
        }
    }

    private void step() {
        while (open < sessions && !due.isEmpty()) {
            open++;
            go(due.removeFirst());
        }
        boolean sent = true;
        while (sent) {
            boolean batch = sendBatch();
            boolean alone = sendAlone();
            sent = batch || alone;
        }
        rest();
    }

    /// What a session does next.
    private void go(SimulatedSession session) {
        if (session.hasLater()) {
            wantAlone.add(session);
            return;
        }
        List<Request> wave = session.wave(workload);
        counts.items += wave.size();
        wave.forEach(planner::add);
        if (wave.isEmpty()) {
            open--;
        }
    }

    private boolean sendBatch() {
        Plan<Request> plan = planner.next(now);
        if (plan == null) {
            return false;
        }
        counts.sent(plan.pieces().size(), plan.chained());
        double seconds = 0;
        for (Request request : plan.pieces()) {
            double one = workload.latency(request.bytes());
            seconds = plan.chained() ? seconds + one : Math.max(seconds, one);
        }
        at(seconds, () -> answered(plan));
        return true;
    }

    private void answered(Plan<Request> plan) {
        planner.end(plan);
        boolean failed = false;
        for (Request request : plan.pieces()) {
            if (workload.throttled()) {
                counts.refused++;
                planner.refused(request.mailbox(), now, Duration.ofSeconds(10));
                failed |= plan.chained();
                planner.add(request);
            } else if (failed) {
                counts.notRun++;
                planner.add(request);
            } else {
                planner.wentWell(request.mailbox());
                taken(request);
            }
        }
    }

    private void taken(Request request) {
        if (workload.lost()) {
            // Settling, then one question.
            counts.questions++;
            at(5.3, () -> done(request));
        } else {
            done(request);
        }
    }

    private void done(Request request) {
        if (request.session().answered()) {
            go(request.session());
        }
    }

    private boolean sendAlone() {
        boolean sent = false;
        for (int i = wantAlone.size() - 1; i >= 0; i--) {
            SimulatedSession session = wantAlone.get(i);
            long bytes = session.nextLater();
            Instant may = planner.earliestAlone(session.mailbox, bytes, now);
            if (may != null && !may.isAfter(now)) {
                planner.startAlone(session.mailbox, bytes, now);
                session.sentLater();
                wantAlone.remove(i);
                counts.fileRequests++;
                at(
                        workload.latency(bytes),
                        () -> {
                            planner.endAlone(session.mailbox);
                            go(session);
                        });
                sent = true;
            }
        }
        return sent;
    }

    /// Lets time pass until something can go on, and notes what it waited for.
    private void rest() {
        Instant next = events.isEmpty() ? null : events.peek().at();
        Instant wake = planner.wakeAt(now);
        if (planner.inFlight() >= limits.allAtOnce()) {
            counts.waitedForAll++;
        }
        for (SimulatedSession session : wantAlone) {
            Instant may = planner.earliestAlone(session.mailbox, session.nextLater(), now);
            if (may != null && may.isAfter(now)) {
                counts.waitedForBytes++;
                wake = wake == null || may.isBefore(wake) ? may : wake;
            }
        }
        if (next != null && (wake == null || !wake.isBefore(next))) {
            Event event = events.remove();
            now = event.at();
            event.then().run();
        } else if (wake != null) {
            counts.waitedForTime++;
            now = wake.isAfter(now) ? wake : now.plusMillis(1);
        }
    }

    private void at(double seconds, Runnable then) {
        events.add(new Event(now.plusMillis((long) (seconds * 1000)), then));
    }
}
