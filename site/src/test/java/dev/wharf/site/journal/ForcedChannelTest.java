package dev.wharf.site.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.testkit.FaultyChannel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A large file is made durable while it is written, and never called durable when it is not.
class ForcedChannelTest {
    private static final int EVERY = 100;

    private final FaultyChannel.Faults disk = new FaultyChannel.Faults();
    private @TempDir Path folder;
    private FileChannel file;
    private ForcedChannel forced;

    @BeforeEach
    void open() throws IOException {
        file =
                new FaultyChannel(
                        FileChannel.open(
                                folder.resolve("file"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE),
                        disk);
        forced = new ForcedChannel(file, EVERY);
    }

    @AfterEach
    void close() throws IOException {
        forced.close();
        file.close();
    }

    @Test
    void aFileIsForcedWhileItIsWrittenAndOnceAtItsEnd() throws IOException {
        write(EVERY);
        forced.close();
        write(EVERY);
        forced.close();
        write(EVERY - 1);
        forced.close();

        assertThat(disk.forces()).as("before the end").isEqualTo(2);
        forced.force();
        assertThat(disk.forces()).isEqualTo(3);
        assertThat(Files.size(folder.resolve("file"))).isEqualTo(3L * EVERY - 1);
    }

    @Test
    void aSmallFileIsForcedOnce() throws IOException {
        write(EVERY - 1);

        forced.force();

        assertThat(disk.forces()).isEqualTo(1);
    }

    /// The next force of the same file would succeed.
    @Test
    void aForceThatFailedOnTheWayFailsTheLastOne() throws IOException {
        disk.failOnlyNextForce();
        write(EVERY);

        assertThatThrownBy(forced::force)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("once");
        assertThat(disk.forces()).isZero();
        assertThatThrownBy(forced::force).isInstanceOf(IOException.class);
    }

    @Test
    void aForceThatFailedOnTheWayFailsTheNextWrite() throws IOException {
        disk.failOnlyNextForce();
        write(EVERY);
        forced.close();

        assertThatThrownBy(() -> write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void aForceThatFailsAtTheEndIsTold() throws IOException {
        write(1);
        disk.failOnlyNextForce();

        assertThatThrownBy(forced::force).isInstanceOf(IOException.class);
    }

    private void write(int bytes) throws IOException {
        ByteBuffer source = ByteBuffer.allocate(bytes);
        while (source.hasRemaining()) {
            forced.write(source);
        }
    }
}
