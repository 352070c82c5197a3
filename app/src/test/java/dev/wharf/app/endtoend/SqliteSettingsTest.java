package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.Main;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// SQLite's library is unpacked where it is said to be, and nowhere else.
class SqliteSettingsTest {
    @TempDir Path folder;

    @Test
    void whereItIsUnpackedCanBeSaid() throws Exception {
        assertThat(demo(List.of())).isZero();
        assertThat(demo(List.of("-Dorg.sqlite.tmpdir=" + folder))).isZero();
        assertThat(demo(List.of("-Dorg.sqlite.tmpdir=" + folder.resolve("missing")))).isNotZero();
    }

    private int demo(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--quiet",
                        "--home",
                        folder.resolve("home" + options.hashCode()).toString()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        child.getInputStream().readAllBytes();
        return child.waitFor();
    }
}
