package dev.wharf.site.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class SiteDatabaseTest {
    @TempDir Path directory;
    private SiteDatabase database;

    @BeforeEach
    void open() {
        database = SiteDatabase.open(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsWrittenIsThereAfterReopening() {
        database.write(sql -> put(sql, "a"));

        database.close();
        database = SiteDatabase.open(directory);

        assertThat(facts()).containsExactly("a");
    }

    @Test
    void aChangeThatFailsLeavesNothingAndTakesNoOtherWithIt() {
        assertThatThrownBy(
                        () ->
                                database.write(
                                        sql -> {
                                            put(sql, "half");
                                            throw new WharfException(ErrorCode.NOT_FOUND, "no");
                                        }))
                .isInstanceOf(WharfException.class)
                .hasMessage("no");
        database.write(sql -> put(sql, "whole"));

        assertThat(facts()).containsExactly("whole");
    }

    @Test
    void manyWriteAtOnce() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String name = "n" + i;
            threads.add(Thread.ofVirtual().start(() -> database.write(sql -> put(sql, name))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(facts()).hasSize(100);
    }

    @Test
    void aChangeCannotWaitForAnother() {
        assertThatThrownBy(() -> database.write(_ -> database.write(sql -> put(sql, "never"))))
                .hasRootCauseMessage("a change of site.db cannot wait for another");
    }

    @Test
    void numbersAreNeverGivenTwice() {
        long first = database.write(sql -> sql.next("things"));

        assertThat(database.<Long>write(sql -> sql.next("things"))).isEqualTo(first + 1);
        assertThat(database.<Long>write(sql -> sql.next("others"))).isEqualTo(1);
    }

    private static String put(Sql sql, String name) {
        sql.update("INSERT INTO fact (name, body) VALUES (?, ?)", name, "x");
        return name;
    }

    private List<String> facts() {
        return database.read(
                sql -> sql.list(row -> row.text("name"), "SELECT name FROM fact ORDER BY name"));
    }
}
