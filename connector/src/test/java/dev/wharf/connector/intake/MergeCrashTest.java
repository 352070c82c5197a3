package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.intake.MixedBench.Told;
import dev.wharf.connector.intake.SharedConversation.Window;
import dev.wharf.core.archive.ArchiveReader.NamedDocument;
import dev.wharf.core.archive.ItemRow;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

/// A database that is merged with an export and cut off anywhere goes on with the same items.
class MergeCrashTest {
    private static final int MESSAGES = 3_000;

    /// A generator draws what live captures look like: the same chat again each time.
    private static SharedConversation chat() {
        return new SharedConversation(7, MESSAGES);
    }

    private static MixedBench exported() {
        MixedBench bench = new MixedBench();
        bench.export(chat().export(new Window(0, 2_500, 1), 60));
        return bench;
    }

    private static List<Told> database() {
        return chat().database(new Window(500, MESSAGES, 3));
    }

    private static List<String> all(MixedBench bench) {
        try (Stream<ItemRow> rows = bench.archive.after(0)) {
            return rows.map(row -> row.id() + " " + row.sender() + " " + row.target()).toList();
        }
    }

    private static List<String> names(MixedBench bench) {
        return Stream.of(ChatAlias.KIND, ChatShift.KIND)
                .flatMap(kind -> bench.archive.documents(kind).stream())
                .map(NamedDocument::json)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 900, 1_500, 2_400, 3_300})
    void aDatabaseGoesOnAsItWasBegun(int event) {
        MixedBench whole = exported();
        whole.database(database());
        MixedBench broken = exported();
        int[] passes = {0};
        broken.site.hook =
                at -> {
                    // What it is, the plan, and only then the import itself.
                    if (at == event && ++passes[0] == 3) {
                        throw new IllegalStateException("crash");
                    }
                };

        assertThatThrownBy(() -> broken.database(database())).hasMessage("crash");
        broken.run();

        assertThat(all(broken)).isEqualTo(all(whole));
        assertThat(names(broken)).isEqualTo(names(whole)).isNotEmpty();
        assertThat(broken.mailbox()).isEqualTo(whole.mailbox());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25, 60})
    void liveCapturesGiveTheSameHoweverTheyAreDivided(int most) {
        MixedBench whole = exported();
        MixedBench divided = exported();
        List<List<Told>> pages = chat().live(new Window(500, 900, 2), 8);

        whole.pages(pages);
        for (int from = 0; from < pages.size(); from += most) {
            divided.pages(pages.subList(from, Math.min(pages.size(), from + most)));
        }

        assertThat(all(divided)).isEqualTo(all(whole));
        assertThat(names(divided)).isEqualTo(names(whole));
    }
}
