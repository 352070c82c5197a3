package dev.wharf.destinations.microsoft365.limits;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class BatchPlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private record Request(String mailbox, long bytes, int number) implements Piece {}

    private final BatchPlanner<Request> planner = new BatchPlanner<>(Limits.DOCUMENTED);

    private void add(String mailbox, int count, long bytes) {
        for (int i = 0; i < count; i++) {
            planner.add(new Request(mailbox, bytes, i));
        }
    }

    private Plan<Request> next() {
        return requireNonNull(planner.next(NOW));
    }

    @Test
    void manyMailsOfOneMailboxAreAChainInOrder() {
        add("a", 50, 1000);

        Plan<Request> plan = next();

        assertThat(plan.chained()).isTrue();
        assertThat(plan.pieces()).hasSize(20);
        assertThat(plan.pieces()).extracting(Request::number).isSorted();
        assertThat(plan.atOnce()).isEqualTo(1);
    }

    @Test
    void oneMailOfManyMailboxesGoSideBySide() {
        for (int i = 0; i < 50; i++) {
            add("m" + i, 1, 1000);
        }

        Plan<Request> plan = next();

        assertThat(plan.chained()).isFalse();
        assertThat(plan.pieces()).hasSize(20);
        assertThat(plan.pieces()).extracting(Request::mailbox).doesNotHaveDuplicates();
    }

    @Test
    void aMailboxHasOneChainAtATime() {
        add("a", 50, 1000);
        Plan<Request> first = next();

        assertThat(planner.next(NOW)).isNull();
        planner.end(first);

        assertThat(next().pieces().getFirst().number()).isEqualTo(20);
    }

    @Test
    void aBatchStaysBelowItsBytes() {
        add("a", 20, 1_000_000);

        assertThat(next().pieces()).hasSize(3);
    }

    @Test
    void aLargeOneGoesAlone() {
        add("a", 1, 3_400_000);
        add("b", 1, 3_400_000);

        assertThat(next().pieces()).hasSize(1);
    }

    @Test
    void mailboxesTakeTurns() {
        add("heavy", 100, 1000);
        add("light", 1, 1000);

        planner.end(next());

        assertThat(next().pieces()).extracting(Request::mailbox).contains("light");
    }

    @Test
    void aRefusedMailboxHoldsNobodyElseUp() {
        add("a", 5, 1000);
        add("b", 1, 1000);
        planner.refused("a", NOW, Duration.ofSeconds(30));

        assertThat(next().pieces()).extracting(Request::mailbox).containsExactly("b");
        assertThat(planner.next(NOW)).isNull();
        assertThat(planner.wakeAt(NOW)).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aRefusedApplicationWaitsAsAWhole() {
        add("a", 5, 1000);
        planner.refusedAll(NOW, Duration.ofSeconds(9));

        assertThat(planner.next(NOW)).isNull();
        assertThat(planner.next(NOW.plusSeconds(9))).isNotNull();
    }

    @Test
    void withFourAtOnceForAllBatchesAreChains() {
        BatchPlanner<Request> four = new BatchPlanner<>(Limits.DOCUMENTED.atOnce(4));
        for (int mailbox = 0; mailbox < 10; mailbox++) {
            for (int i = 0; i < 20; i++) {
                four.add(new Request("m" + mailbox, 1000, i));
            }
        }

        List<Plan<Request>> plans = new ArrayList<>();
        for (Plan<Request> plan = four.next(NOW); plan != null; plan = four.next(NOW)) {
            plans.add(plan);
        }

        assertThat(plans).hasSize(4).allMatch(plan -> plan.pieces().size() == 20);
        assertThat(four.inFlight()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noLimitIsEverExceededInWhateverOrderAnswersCome(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> inFlight = new HashMap<>();
        List<Plan<Request>> open = new ArrayList<>();
        Instant now = NOW;
        int sent = 0;
        for (int step = 0; step < 20_000; step++) {
            add("m" + random.nextInt(30), 1, random.nextInt(200_000));
            Plan<Request> plan = planner.next(now);
            if (plan != null) {
                open.add(plan);
                sent += plan.pieces().size();
                assertThat(plan.pieces()).hasSizeLessThanOrEqualTo(20);
                started(plan, inFlight, 1);
            }
            if (!open.isEmpty() && random.nextBoolean()) {
                Plan<Request> done = open.remove(random.nextInt(open.size()));
                planner.end(done);
                started(done, inFlight, -1);
            }
            now = now.plusMillis(random.nextInt(40));
        }

        assertThat(sent).isGreaterThan(10_000);
    }

    private static void started(Plan<Request> plan, Map<String, Integer> inFlight, int by) {
        plan.pieces().stream()
                .map(Request::mailbox)
                .distinct()
                .forEach(
                        mailbox ->
                                assertThat(inFlight.merge(mailbox, by, Integer::sum))
                                        .isBetween(0, 1));
    }
}
