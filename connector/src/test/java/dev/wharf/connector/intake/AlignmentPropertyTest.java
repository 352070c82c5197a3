package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.intake.ConversationGenerator.Seen;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.ItemRow;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Exports of one chat, from several phones, in any order: every distinct thing that was shown is
/// one item, every mailbox has what its owner's phone showed, once (and what its owner wrote in
/// somebody else's export, since the writer is known by then), and nothing changes its id.
class AlignmentPropertyTest {
    private static final List<Integer> SHIFTS = List.of(0, 0, 60, -300, 345, 540, -720);

    private final Bench bench =
            new Bench()
                    .users(
                            "ana,,ana@corp.example",
                            "ben,,ben@corp.example",
                            "cem,,cem@corp.example",
                            "dee,,dee@corp.example");

    @ParameterizedTest
    @ValueSource(
            longs = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            })
    void everythingShownIsOneItem(long seed) {
        Random random = new Random(seed);
        ConversationGenerator chat = new ConversationGenerator(seed, 150 + random.nextInt(250));
        List<Set<Seen>> shown = new ArrayList<>();
        Map<String, Set<Seen>> byOwner = new HashMap<>();
        List<String> ids = new ArrayList<>();
        int exports = 2 + random.nextInt(4);
        for (int i = 0; i < exports; i++) {
            Set<Seen> seen = new HashSet<>();
            int owner = random.nextInt(4);
            Script script = export(chat, random, owner, i == 0, seen);
            shown.add(seen);
            byOwner.computeIfAbsent(chat.members.get(owner) + "@corp.example", _ -> new HashSet<>())
                    .addAll(seen);

            RunRecord run = bench.run(script);

            assertThat(run.counters().available())
                    .describedAs("available, seed %d, export %d", seed, i)
                    .isGreaterThanOrEqualTo(script.size());
            assertThat(bench.archive.conversations()).describedAs("seed %d", seed).hasSize(1);
            assertThat(bench.archive.lastSequence())
                    .describedAs("items, seed %d, export %d", seed, i)
                    .isEqualTo(ConversationGenerator.items(shown));
            assertThat(ids().subList(0, ids.size())).isEqualTo(ids);
            ids = ids();
        }
        byOwner.forEach((mailbox, seen) -> hasEverythingOnce(chat, mailbox, seen, seed));
    }

    private void hasEverythingOnce(
            ConversationGenerator chat, String mailbox, Set<Seen> seen, long seed) {
        assertThat(bench.texts(mailbox).stream().map(text -> text.replaceFirst("^edit: ", "")))
                .describedAs("%s, seed %d", mailbox, seed)
                .filteredOn(text -> text.startsWith("message"))
                .doesNotHaveDuplicates()
                .containsAll(
                        seen.stream()
                                .map(chat::text)
                                .filter(text -> text.startsWith("message"))
                                .toList());
    }

    private static Script export(
            ConversationGenerator chat, Random random, int owner, boolean first, Set<Seen> seen) {
        int half = chat.size() / 2;
        int from = random.nextBoolean() ? 0 : random.nextInt(half);
        int until = random.nextBoolean() ? chat.size() : half + random.nextInt(half);
        int shift = first ? 0 : SHIFTS.get(random.nextInt(SHIFTS.size()));
        return chat.export(
                owner,
                from,
                until,
                random.nextInt(4),
                shift,
                random.nextBoolean(),
                random.nextBoolean(),
                seen);
    }

    private List<String> ids() {
        try (Stream<ItemRow> rows = bench.archive.after(0)) {
            return rows.map(row -> row.id().toString()).toList();
        }
    }
}
