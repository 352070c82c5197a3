package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.intake.MixedBench.Told;
import dev.wharf.connector.intake.SharedConversation.Window;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.event.EventKind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One conversation from an export, a phone's database and a live source, in every order: each
/// message, edit, deletion and reaction is there once.
class MergePropertyTest {
    private static final int SEEDS = 12;
    private static final List<String> ORDERS = List.of("edl", "eld", "del", "dle", "led", "lde");
    private static final List<Integer> SHIFTS = List.of(0, 0, 60, -300, 345);

    record Case(long seed, String order) {}

    static Stream<Case> cases() {
        return IntStream.rangeClosed(1, SEEDS)
                .boxed()
                .flatMap(seed -> ORDERS.stream().map(order -> new Case(seed, order)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everythingIsThereOnce(Case one) {
        Merged merged = new Merged(one, 12);

        List<StoredItem> items = merged.bench.items();
        if (merged.isZoneUnknownToLive()) {
            isNearlyExact(merged);
            return;
        }
        assertThat(said(items))
                .describedAs(merged.toString())
                .containsExactlyInAnyOrderElementsOf(merged.words());
        assertThat(count(items, EventKind.DELETION))
                .describedAs("deletions, " + merged)
                .isEqualTo(merged.ending(" deleted"));
        assertThat(count(items, EventKind.REACTION))
                .describedAs("reactions, " + merged)
                .isEqualTo(merged.ending(" reacted to"));
        assertThat(briefly(items))
                .describedAs("what was said briefly, " + merged)
                .isEqualTo(merged.brief());
        assertThat(merged.bench.mailbox()).describedAs("mailbox, " + merged).hasSize(items.size());
    }

    /// A single message shows too little of a chat to tell for sure which of two deleted messages
    /// of one minute it is: then there is more than has to be, and nothing less.
    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsLostWhenMessagesComeOneByOne(Case one) {
        isNearlyExact(new Merged(one, 1));
    }

    private static void isNearlyExact(Merged merged) {
        List<StoredItem> items = merged.bench.items();
        assertThat(said(items)).describedAs(merged.toString()).containsAll(merged.words());
        assertThat(briefly(items))
                .describedAs("what was said briefly, " + merged)
                .isGreaterThanOrEqualTo(merged.brief());
        assertThat(count(items, EventKind.DELETION))
                .describedAs("deletions, " + merged)
                .isGreaterThanOrEqualTo(merged.ending(" deleted"));
        long tooMany =
                (said(items).size() - merged.words().size())
                        + (briefly(items) - merged.brief())
                        + (count(items, EventKind.DELETION) - merged.ending(" deleted"));
        assertThat(tooMany)
                .describedAs("too many, " + merged)
                .isLessThanOrEqualTo(merged.chat.size() / 20);
    }

    /// The chat, archived from all three.
    private static final class Merged {
        final SharedConversation chat;
        final Set<String> shown;
        final MixedBench bench = new MixedBench();
        private final String about;
        private final boolean zoneUnknownToLive;

        /// @param least events of a live capture
        Merged(Case one, int least) {
            chat = new SharedConversation(one.seed, 60 + (int) one.seed * 20);
            Random random = new Random(one.seed);
            Window export = chat.window();
            Window database = chat.window();
            Window live = chat.window();
            int shift = SHIFTS.get(random.nextInt(SHIFTS.size()));
            zoneUnknownToLive = shift != 0 && one.order.startsWith("el");
            List<List<Told>> pages = chat.live(live, least);
            for (char source : one.order.toCharArray()) {
                switch (source) {
                    case 'e' -> bench.export(chat.export(export, shift));
                    case 'd' -> bench.database(chat.database(database));
                    default -> bench.pages(pages);
                }
            }
            shown = chat.shown(export, database, live);
            about =
                    "%s, %s, shift %d, export %s, database %s, live %s"
                            .formatted(one, chat, shift, export, database, live);
        }

        /// The first live captures come before anything shows how far the export's times are off.
        boolean isZoneUnknownToLive() {
            return zoneUnknownToLive;
        }

        List<String> words() {
            return shown.stream().map(chat::words).filter(Objects::nonNull).toList();
        }

        long brief() {
            return shown.stream()
                    .filter(line -> line.endsWith(" said"))
                    .filter(line -> chat.words(line) == null && !chat.isMedia(line))
                    .count();
        }

        long ending(String state) {
            return shown.stream().filter(line -> line.endsWith(state)).count();
        }

        @Override
        public String toString() {
            return about;
        }
    }

    /// Texts that are said once, without the mark of an edit and without mentions.
    private static List<String> said(List<StoredItem> items) {
        List<String> said = new ArrayList<>();
        for (StoredItem item : items) {
            String text =
                    Bench.text(item.event().content())
                            .replaceFirst("^edit: ", "")
                            .replaceFirst("^@\\S+ ", "");
            if (text.startsWith("message")) {
                said.add(text);
            }
        }
        return said;
    }

    private static long briefly(List<StoredItem> items) {
        return items.stream()
                .filter(item -> item.event().kind() == EventKind.MESSAGE)
                .map(item -> Bench.text(item.event().content()))
                .filter(text -> !text.startsWith("message") && !text.startsWith("@"))
                .filter(text -> !text.startsWith("["))
                .count();
    }

    private static long count(List<StoredItem> items, EventKind kind) {
        return items.stream().filter(item -> item.event().kind() == kind).count();
    }
}
