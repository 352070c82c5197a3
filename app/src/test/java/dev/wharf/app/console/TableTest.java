package dev.wharf.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsLineUpWhateverTheScript() {
        Table table = new Table("~name", ">items").row("日本", 7).row("Ana", 12_000);

        assertThat(table.lines(0)).containsExactly("name  items", "日本      7", "Ana   12000");
    }

    @Test
    void theFlexibleColumnGivesWay() {
        Table table = new Table("~text", "item").row("x".repeat(100), "abcdef");

        assertThat(table.lines(40))
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(40))
                .last()
                .asString()
                .endsWith("…  abcdef");
    }

    @Test
    void withoutATerminalNothingIsCut() {
        Table table = new Table("text").row("x".repeat(1000));

        assertThat(table.lines(0).getLast()).hasSize(1000);
    }

    @Test
    void cellsAreCleaned() {
        Table table = new Table("text").row("a\u001b[2J\nb");

        assertThat(table.lines(0).getLast()).isEqualTo("a\uFFFD[2J b");
    }
}
