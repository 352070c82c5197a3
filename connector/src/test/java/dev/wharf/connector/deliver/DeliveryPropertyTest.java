package dev.wharf.connector.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.destination.MemoryDestination;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Whatever fails, dies, appears or is found meanwhile, in the end every mailbox has each of its
/// items once, and no counter has lost or invented a copy.
class DeliveryPropertyTest {
    private static final int SEEDS = 60;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS * (long) Integer.getInteger("wharf.torture", 5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCopyArrivesOnce(long seed) {
        Random random = new Random(seed);
        Stage stage = new Stage();
        List<EmailAddress> users =
                IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(i -> new EmailAddress("user" + i + "@example.com"))
                        .toList();
        stage.window = 1 + random.nextInt(15);
        MemoryDestination destination = stage.destination;
        users.stream().filter(_ -> random.nextInt(4) > 0).forEach(destination::with);

        for (int step = 0; step < 25; step++) {
            switch (random.nextInt(4)) {
                case 0 -> archive(stage, users, random);
                case 1 -> {
                    if (random.nextInt(5) == 0) {
                        stage.resolveCarol();
                    } else {
                        archive(stage, users, random);
                    }
                }
                case 2 -> widen(stage, users, random);
                default -> attempt(stage, random);
            }
            stage.later(Duration.ofSeconds(random.nextInt(3000)));
        }
        destination.failing((_, _) -> Optional.empty());
        users.forEach(destination::with);
        stage.resolveCarol();
        for (int run = 0; run < 3; run++) {
            stage.later(Duration.ofHours(3));
            stage.retryAll();
            assertThat(stage.run()).isEqualTo(new DeliveryEnd.Done());
        }

        long copies = 0;
        List<EmailAddress> all = new ArrayList<>(users);
        all.add(Stage.CAROL_BOX);
        for (EmailAddress mailbox : all) {
            List<String> expected =
                    stage.archive
                            .mailbox(mailbox, 1, Long.MAX_VALUE)
                            .map(ItemRow::id)
                            .map(id -> id + "@item.wharf.invalid")
                            .toList();
            assertThat(destination.messageIds(mailbox))
                    .as("%s, seed %d", mailbox, seed)
                    .containsExactlyInAnyOrderElementsOf(expected);
            copies += expected.size();
        }
        assertThat(stage.store().debts()).as("debts, seed %d", seed).isEmpty();
        assertThat(stage.counters().imported() + stage.counters().skipped())
                .as("imported, seed %d", seed)
                .isEqualTo(copies);
    }

    private static void archive(Stage stage, List<EmailAddress> users, Random random) {
        Set<EmailAddress> audience = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            audience.add(users.get(random.nextInt(users.size())));
        }
        boolean waits = random.nextInt(3) == 0;
        stage.items(
                1 + random.nextInt(12),
                Audience.of(
                        audience,
                        waits
                                ? List.of(
                                        new Expectation(
                                                Stage.CAROL, Expectation.Reason.USER_UNMAPPED))
                                : List.of()));
    }

    /// Some items turn out to be one more person's.
    private static void widen(Stage stage, List<EmailAddress> users, Random random) {
        List<Change> changes = new ArrayList<>();
        EmailAddress more = users.get(random.nextInt(users.size()));
        for (long sequence = 1; sequence <= stage.archive.lastSequence(); sequence++) {
            if (random.nextInt(4) == 0) {
                ItemRow row = stage.archive.row(sequence).orElseThrow();
                Audience before = stage.archive.audience(row.audience());
                changes.add(
                        new Change.SetAudience(
                                row.id(), before.union(Audience.of(List.of(more), List.of()))));
            }
        }
        if (!changes.isEmpty()) {
            stage.archive.commit(changes);
        }
    }

    private static void attempt(Stage stage, Random random) {
        Random faults = new Random(random.nextLong());
        int rate = 2 + faults.nextInt(40);
        stage.destination.failing((_, _) -> fault(stage, faults, rate));
        try {
            stage.run();
        } catch (Killed _) {
            // The process is gone; what it had committed stays.
        }
    }

    private static synchronized Optional<DeliveryOutcome> fault(
            Stage stage, Random random, int rate) {
        if (random.nextInt(rate) > 0) {
            return Optional.empty();
        }
        return switch (random.nextInt(6)) {
            case 0 -> throw new Killed();
            case 1 -> rejected(Scope.MAIL, ErrorCode.NOT_ALLOWED);
            case 2 -> rejected(Scope.MAILBOX, ErrorCode.SOURCE_REFUSED);
            case 3 -> deferred(stage, Scope.MAIL);
            case 4 -> deferred(stage, Scope.MAILBOX);
            default -> deferred(stage, Scope.DESTINATION);
        };
    }

    private static Optional<DeliveryOutcome> rejected(Scope scope, ErrorCode code) {
        return Optional.of(new DeliveryOutcome.Rejected(Stage.refusal(scope, code)));
    }

    private static Optional<DeliveryOutcome> deferred(Stage stage, Scope scope) {
        return Optional.of(
                new DeliveryOutcome.Deferred(
                        Stage.refusal(scope, ErrorCode.SOURCE_UNAVAILABLE),
                        stage.clock.instant().plusSeconds(90)));
    }
}
