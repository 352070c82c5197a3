package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.connector.quarantine.Quarantine.By;
import dev.wharf.connector.quarantine.Quarantine.Replayed;
import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Actor;
import dev.wharf.mail.MailRenderer;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Whatever happens to an archive, every run's counters say what became of it: what they call
/// imported is in the mailboxes now and was not before, what they call quarantined waits now and
/// did not, the rest is named one by one, and a file that comes again has as many copies as it had.
class CountersPropertyTest {
    private static final By OPERATOR = new By(Actor.user("operator", "host"), null);
    private static final List<String> PEOPLE =
            List.of("+44 7700 900001", "+44 7700 900002", "+44 7700 900003", "Zoe", "Yan", "Xia");

    private final Bench bench = new Bench();
    private final Quarantine quarantine =
            new Quarantine(bench.archive, bench.archive, bench.ledger, Clock.systemUTC());
    private boolean poisonous = true;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCopyIsAccountedFor(long seed) {
        Random random = new Random(seed);
        bench.renderer =
                (event, id) -> {
                    if (poisonous && Bench.text(event.content()).contains("poison")) {
                        throw new WharfException(ErrorCode.INPUT_HOSTILE, "poison");
                    }
                    return new MailRenderer().render(event, id);
                };
        List<Said> truth = truth(random);
        List<Script> sent = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
            if (step == 0 || random.nextInt(4) == 0) {
                changePeople(random);
            }
            String where = "seed %d, step %d".formatted(seed, step);
            switch (random.nextInt(8)) {
                case 0 -> eraseOne(random);
                case 1 -> replay(where);
                case 2 -> poisonous = random.nextBoolean();
                case 3, 4 -> {
                    if (!sent.isEmpty()) {
                        accounted(sent.get(random.nextInt(sent.size())), where + ", again");
                    }
                }
                default -> sent.add(fresh(export(truth, random), random, where));
            }
        }
    }

    private Script fresh(Script script, Random random, String where) {
        int line = 1 + random.nextInt(script.size());
        switch (random.nextInt(6)) {
            case 0 -> script.onLine(breakingAt(line));
            case 1 -> script.onLine(crashingOnceAt(line));
            default -> {}
        }
        accounted(script, where);
        return script;
    }

    private static IntConsumer breakingAt(int broken) {
        return line -> {
            if (line == broken) {
                throw new WharfException(ErrorCode.INPUT_UNREADABLE, "broken at line " + broken);
            }
        };
    }

    private static IntConsumer crashingOnceAt(int crash) {
        boolean[] crashed = {false};
        return line -> {
            if (line == crash && !crashed[0]) {
                crashed[0] = true;
                throw new IllegalStateException("crash");
            }
        };
    }

    /// Imports it, and compares what the run says with what has changed.
    private void accounted(Script script, String where) {
        Map<ItemId, Audience> before = audiences();
        boolean listed = true;
        RunRecord run;
        try {
            run = bench.run(script);
        } catch (IllegalStateException crash) {
            run = bench.run();
            listed = false;
        }
        Map<ItemId, Audience> after = audiences();
        SourceResult source = run.sources().getFirst();
        Counters counters = source.counters();
        Gain gain = Gain.between(before, after);

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(run.counters()).as("%s: of the run", where).isEqualTo(counters);
        softly.assertThat(counters.imported() + counters.partial())
                .as("%s: imported, of %s", where, source)
                .isEqualTo(gain.copies);
        softly.assertThat(counters.quarantined())
                .as("%s: quarantined, of %s", where, source)
                .isEqualTo(gain.waits);
        listed &= source.outcome() != SourceResult.Outcome.DUPLICATE;
        for (NotImported.Outcome outcome : NotImported.Outcome.values()) {
            softly.assertThat(listed ? named(outcome) : counted(counters, outcome))
                    .as("%s: named as %s, of %s", where, outcome, source)
                    .isEqualTo(counted(counters, outcome));
        }
        softly.assertThat(listed ? run.notImportedTotal() : notWhole(counters))
                .as("%s: not imported", where)
                .isEqualTo(notWhole(counters));
        softly.assertThat(counters.available())
                .as("%s: available, of %s", where, source)
                .isGreaterThanOrEqualTo(script.size());
        softly.assertAll();
    }

    private static long notWhole(Counters counters) {
        return counters.partial() + counters.quarantined() + counters.failed();
    }

    private long named(NotImported.Outcome outcome) {
        return bench.notImported.stream().filter(one -> one.outcome() == outcome).count();
    }

    private static long counted(Counters counters, NotImported.Outcome outcome) {
        return switch (outcome) {
            case PARTIAL -> counters.partial();
            case SKIPPED -> counters.skipped();
            case QUARANTINED -> counters.quarantined();
            case FAILED -> counters.failed();
        };
    }

    /// What items have now and had not.
    ///
    /// @param copies in mailboxes
    /// @param waits for somebody, or as a whole
    private record Gain(long copies, long waits) {
        static Gain between(Map<ItemId, Audience> before, Map<ItemId, Audience> after) {
            long copies = 0;
            long waits = 0;
            for (Map.Entry<ItemId, Audience> item : after.entrySet()) {
                Audience was = before.getOrDefault(item.getKey(), Audience.NOBODY);
                Audience is = item.getValue();
                Set<Object> gained = new HashSet<>(is.mailboxes());
                gained.removeAll(was.mailboxes());
                copies += gained.size();
                Set<Expectation> waiting = new HashSet<>(is.unresolved());
                waiting.removeAll(was.unresolved());
                waits += waiting.size();
                if (!before.containsKey(item.getKey()) && is.equals(Audience.NOBODY)) {
                    waits++;
                }
            }
            return new Gain(copies, waits);
        }
    }

    private Map<ItemId, Audience> audiences() {
        Map<ItemId, Audience> all = new HashMap<>();
        try (Stream<ItemRow> rows = bench.archive.after(0)) {
            rows.forEach(row -> all.put(row.id(), bench.archive.audience(row.audience())));
        }
        return all;
    }

    private void replay(String where) {
        Map<ItemId, Audience> before = audiences();
        Replayed replayed =
                quarantine.replay(
                        bench.users, bench.mapping, bench.strict, bench.matchNames, OPERATOR);

        assertThat(replayed.copies())
                .as("%s: replayed", where)
                .isEqualTo(Gain.between(before, audiences()).copies);
    }

    private void eraseOne(Random random) {
        List<ItemId> all =
                audiences().keySet().stream()
                        .sorted(Comparator.comparing(ItemId::toString))
                        .toList();
        if (!all.isEmpty()) {
            bench.archive.erase(all.get(random.nextInt(all.size())));
        }
    }

    private void changePeople(Random random) {
        List<String> users = new ArrayList<>();
        List<String> mapping = new ArrayList<>();
        for (int i = 0; i < PEOPLE.size(); i++) {
            String label = PEOPLE.get(i);
            boolean phone = label.startsWith("+");
            String email = random.nextInt(3) == 0 ? "" : "user%d@corp.example".formatted(i);
            if (random.nextInt(3) > 0 && (phone || !email.isEmpty())) {
                users.add(
                        "%s,%s,%s"
                                .formatted(
                                        phone ? "User " + i : label,
                                        phone ? label.replace(" ", "") : "",
                                        email));
            }
            if (phone && random.nextInt(3) == 0) {
                mapping.add(
                        "%s,box%d@corp.example"
                                .formatted(label.replaceAll("[+ ]", ""), random.nextInt(4)));
            }
        }
        bench.users(users.toArray(String[]::new)).mapping(mapping.toArray(String[]::new));
        bench.strict = random.nextInt(4) == 0;
        bench.matchNames = random.nextBoolean();
    }

    private record Said(int chat, Instant at, String sender, String text) {}

    /// What was said in two chats; some of it cannot be rendered.
    private static List<Said> truth(Random random) {
        List<Said> truth = new ArrayList<>();
        Instant at = Instant.parse("2026-03-01T08:00:00Z");
        for (int i = 0; i < 60; i++) {
            at = at.plusSeconds(random.nextInt(4_000));
            truth.add(
                    new Said(
                            random.nextInt(2),
                            at,
                            PEOPLE.get(random.nextInt(PEOPLE.size())),
                            switch (random.nextInt(8)) {
                                case 0 -> "ok";
                                case 1 -> "poison number " + i;
                                case 2 -> "file";
                                default -> "message number " + i + " with words of its own";
                            }));
        }
        return truth;
    }

    private static Script export(List<Said> truth, Random random) {
        int chat = random.nextInt(2);
        Script script = Script.group("Chat " + chat);
        if (random.nextInt(4) > 0) {
            script.members(PEOPLE.toArray(String[]::new));
        }
        if (random.nextInt(3) > 0) {
            script.owner("user%d@corp.example".formatted(random.nextInt(PEOPLE.size())));
        }
        int from = random.nextInt(truth.size() / 3);
        int until = truth.size() - random.nextInt(truth.size() / 3);
        boolean lost = random.nextBoolean();
        for (Said said : truth.subList(from, until)) {
            if (said.chat == chat) {
                line(script, said, lost);
            }
        }
        return script;
    }

    private static void line(Script script, Said said, boolean lost) {
        String at = said.at.toString();
        if (!said.text.equals("file")) {
            script.say(at, said.sender, said.text);
        } else if (lost) {
            script.lost(at, said.sender, "IMG-" + said.at.getEpochSecond() + ".jpg");
        } else {
            script.attached(at, said.sender, "IMG-" + said.at.getEpochSecond() + ".jpg");
        }
    }
}
