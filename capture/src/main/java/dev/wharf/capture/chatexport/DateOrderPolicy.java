package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.SourceReport;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Decides the order of day, month and year by evidence; what the evidence leaves open is asked.
///
/// In this order: dates that an order makes impossible, the days in the names of media, dates that
/// lie in the future, jumps back in time, and then what a person says. What a person says never
/// makes a date impossible that the file proves.
final class DateOrderPolicy {
    /// @param how as in [SourceReport.Decision]
    record Choice(@Nullable DateReading reading, String value, String how, List<String> evidence) {}

    private final @Nullable DateOrder given;
    private final long lastDay;

    /// @param given what `--date-order` says
    /// @param lastDay no message can be later
    DateOrderPolicy(@Nullable DateOrder given, long lastDay) {
        this.given = given;
        this.lastDay = lastDay;
    }

    Choice decide(DateEvidence evidence) {
        if (evidence.words) {
            String why = "months are words, as in %s".formatted(evidence.example);
            return chosen(evidence, DateOrder.DMY, "proven", why);
        }
        Optional<Choice> mixed = mixed(evidence);
        if (mixed.isPresent()) {
            return mixed.get();
        }
        List<DateOrder> candidates = possible(evidence);
        if (candidates.size() == 1) {
            DateOrder only = candidates.getFirst();
            return chosen(evidence, only, "evident", impossibleElsewhere(evidence, only));
        }
        if (evidence.differing == 0) {
            String why = "every date reads the same whichever of day and month comes first";
            return chosen(evidence, candidates.getFirst(), "evident", why);
        }
        return byMedia(evidence, candidates)
                .or(() -> byFuture(evidence, candidates))
                .or(() -> byPerson(evidence, candidates))
                .or(() -> byJumps(evidence, candidates))
                .orElseGet(() -> undecided(evidence, candidates));
    }

    private static Optional<Choice> mixed(DateEvidence evidence) {
        List<DateEvidence.Run> runs = evidence.provenRuns();
        if (runs.size() < 2) {
            return Optional.empty();
        }
        long[] from = runs.stream().mapToLong(DateEvidence.Run::from).toArray();
        from[0] = 0;
        DateOrder[] orders = runs.stream().map(DateEvidence.Run::order).toArray(DateOrder[]::new);
        List<String> why = new ArrayList<>();
        for (DateEvidence.Run run : runs) {
            why.add(
                    "from line %d dates are %s: %d dates are possible in that order only, the first in line %d"
                            .formatted(
                                    Math.max(1, run.from()),
                                    run.order().word(),
                                    run.proofs(),
                                    run.firstProof()));
        }
        DateReading reading = new DateReading(evidence.form, from, orders);
        return Optional.of(new Choice(reading, "mixed", "evident", why));
    }

    private static List<DateOrder> possible(DateEvidence evidence) {
        List<DateOrder> usual =
                evidence.yearFirst ? List.of(DateOrder.YMD) : List.of(DateOrder.DMY, DateOrder.MDY);
        List<DateOrder> unusual =
                evidence.yearFirst
                        ? List.of(DateOrder.YDM)
                        : evidence.shortYear ? List.of(DateOrder.YMD) : List.of();
        List<DateOrder> possible = withoutImpossible(evidence, usual);
        if (possible.isEmpty()) {
            possible = withoutImpossible(evidence, unusual);
        }
        return possible.isEmpty() ? List.of(leastImpossible(evidence, usual)) : possible;
    }

    /// A stray line that only looks like a header must not rule out the right order: one impossible
    /// date in fifty is forgiven where every other order makes more of them so.
    private static List<DateOrder> withoutImpossible(
            DateEvidence evidence, List<DateOrder> orders) {
        List<DateOrder> clean =
                orders.stream().filter(order -> evidence.impossible[order.index()] == 0).toList();
        if (!clean.isEmpty() || orders.isEmpty()) {
            return clean;
        }
        DateOrder least = leastImpossible(evidence, orders);
        boolean few = evidence.impossible[least.index()] * 50 <= evidence.lines;
        return few ? List.of(least) : List.of();
    }

    private static DateOrder leastImpossible(DateEvidence evidence, List<DateOrder> orders) {
        DateOrder least = orders.getFirst();
        for (DateOrder order : orders) {
            if (evidence.impossible[order.index()] < evidence.impossible[least.index()]) {
                least = order;
            }
        }
        return least;
    }

    private static String impossibleElsewhere(DateEvidence evidence, DateOrder only) {
        if (evidence.yearFirst && only == DateOrder.YMD) {
            return "dates begin with the year, as in %s".formatted(evidence.example);
        }
        DateOrder other = only == DateOrder.DMY ? DateOrder.MDY : DateOrder.DMY;
        return "%d of %d dates are impossible as %s"
                .formatted(evidence.impossible[other.index()], evidence.lines, other.word());
    }

    private static Optional<Choice> byMedia(DateEvidence evidence, List<DateOrder> candidates) {
        DateOrder best = candidates.getFirst();
        for (DateOrder order : candidates) {
            best =
                    evidence.mediaAgrees[order.index()] > evidence.mediaAgrees[best.index()]
                            ? order
                            : best;
        }
        long agrees = evidence.mediaAgrees[best.index()];
        for (DateOrder order : candidates) {
            if (order != best && evidence.mediaAgrees[order.index()] * 3 >= agrees) {
                return Optional.empty();
            }
        }
        String why = "the names of %d media files hold the day of their message".formatted(agrees);
        return Optional.of(chosen(evidence, best, "proven", why));
    }

    private Optional<Choice> byFuture(DateEvidence evidence, List<DateOrder> candidates) {
        List<DateOrder> past =
                candidates.stream()
                        .filter(order -> evidence.latest[order.index()] <= lastDay)
                        .toList();
        if (past.size() != 1) {
            return Optional.empty();
        }
        String why = "in any other order messages would be later than the file itself";
        return Optional.of(chosen(evidence, past.getFirst(), "evident", why));
    }

    private Optional<Choice> byPerson(DateEvidence evidence, List<DateOrder> candidates) {
        if (given == null || !candidates.contains(given)) {
            return Optional.empty();
        }
        return Optional.of(chosen(evidence, given, "given", "--date-order " + given.word()));
    }

    private static Optional<Choice> byJumps(DateEvidence evidence, List<DateOrder> candidates) {
        List<DateOrder> smooth =
                candidates.stream()
                        .filter(order -> evidence.backwards[order.index()] == 0)
                        .toList();
        if (smooth.size() != 1) {
            return Optional.empty();
        }
        long jumps =
                candidates.stream()
                        .filter(order -> order != smooth.getFirst())
                        .mapToLong(order -> evidence.backwards[order.index()])
                        .max()
                        .orElse(0);
        String why =
                "read otherwise, time would jump back by more than a day %d times; so it never does"
                        .formatted(jumps);
        return Optional.of(chosen(evidence, smooth.getFirst(), "evident", why));
    }

    private static Choice undecided(DateEvidence evidence, List<DateOrder> candidates) {
        String why =
                "%d dates as %s, none of which tells day from month"
                        .formatted(evidence.lines, evidence.example);
        DateReading provisional = DateReading.uniform(evidence.form, candidates.getFirst());
        return new Choice(provisional, "", "undecided", List.of(why));
    }

    private static Choice chosen(
            DateEvidence evidence, DateOrder order, String how, String... why) {
        DateReading reading = DateReading.uniform(evidence.form, order);
        return new Choice(reading, order.word(), how, Arrays.asList(why));
    }

    /// One decision for the report out of those for every form of date in the file.
    static SourceReport.Decision summary(Collection<Choice> choices) {
        List<String> values = choices.stream().map(Choice::value).distinct().toList();
        List<String> evidence =
                choices.stream().flatMap(choice -> choice.evidence().stream()).toList();
        if (choices.stream().anyMatch(choice -> choice.how().equals("undecided"))) {
            return new SourceReport.Decision(null, "undecided", evidence);
        }
        List<String> strength = List.of("given", "evident", "proven");
        String how =
                strength.stream()
                        .filter(
                                word ->
                                        choices.stream()
                                                .anyMatch(choice -> choice.how().equals(word)))
                        .findFirst()
                        .orElse("evident");
        return new SourceReport.Decision(
                values.size() == 1 ? values.getFirst() : String.join(", ", values), how, evidence);
    }
}
