package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.ItemRow;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// An import that is cut off anywhere goes on with the same ids and nothing twice.
class CrashTest {
    private static final int MESSAGES = 5_000;

    private static Bench bench() {
        return new Bench().users("ana,,ana@corp.example", "ben,,ben@corp.example");
    }

    private static Script export(int owner, int version) {
        ConversationGenerator chat = new ConversationGenerator(42, MESSAGES);
        return chat.export(
                owner, owner * 1_000, MESSAGES, version, 0, false, false, new HashSet<>());
    }

    private static List<String> ids(Bench bench) {
        try (Stream<ItemRow> rows = bench.archive.after(0)) {
            return rows.map(row -> row.id() + " " + row.sender() + " " + row.target()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 700, 1_024, 1_025, 2_048, 2_049, 3_000, 4_999})
    void aFreshChat(int line) {
        Bench whole = bench();
        whole.run(export(0, 0));
        Bench broken = bench();
        boolean[] crashed = {false};

        Script script =
                export(0, 0)
                        .onLine(
                                at -> {
                                    if (at == line && !crashed[0]) {
                                        crashed[0] = true;
                                        throw new IllegalStateException("crash");
                                    }
                                });
        assertThatThrownBy(() -> broken.run(script)).hasMessage("crash");
        RunRecord again = broken.run();

        assertThat(ids(broken)).isEqualTo(ids(whole));
        assertThat(again.counters())
                .isEqualTo(whole.archive.documents("run").isEmpty() ? null : counters(whole));
        assertThat(broken.site.acknowledged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1_500, 3_999})
    void anAlignedChat(int line) {
        Bench whole = bench();
        whole.run(export(0, 0));
        whole.run(export(1, 3));
        Bench broken = bench();
        broken.run(export(0, 0));
        int[] passes = {0};

        Script script =
                export(1, 3)
                        .onLine(
                                at -> {
                                    // Anchors, plan, and only then the import itself.
                                    if (at == line && ++passes[0] == 3) {
                                        throw new IllegalStateException("crash");
                                    }
                                });
        assertThatThrownBy(() -> broken.run(script)).hasMessage("crash");
        broken.run();

        assertThat(ids(broken)).isEqualTo(ids(whole));
        assertThat(broken.texts("ben@corp.example"))
                .containsExactlyElementsOf(whole.texts("ben@corp.example"));
    }

    private static Object counters(Bench bench) {
        return new dev.wharf.connector.run.RunStore(
                        bench.archive, bench.archive, java.time.Clock.systemUTC())
                .all()
                .getFirst()
                .counters();
    }
}
