package dev.wharf.app.home;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.store.file.DurableFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One process owns a home, and one a site's directory: an exclusive lock on its file `lock`, which
/// says who holds it. The operating system gives it back when the process ends, however it ends.
public final class HomeLock implements AutoCloseable {

    /// The lock is on a byte far behind the text, so that others can read the text.
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int MOST_TEXT = 1000;

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @param holder who asks, for those who are refused: `process 4711, since …`
    public static HomeLock take(Path home, String holder) {
        Path file = home.resolve("lock");
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                if (tryLock(channel) == null) {
                    throw held(home, read(channel));
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
                return new HomeLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "Could not lock %s; check its rights and that the disk has space."
                            .formatted(file),
                    e);
        }
    }

    /// The same for a directory that may not be there yet.
    public static HomeLock takeMaking(Path directory, String holder) {
        try {
            DurableFiles.createDirectories(directory);
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "Could not make %s; check the rights of what is above it.".formatted(directory),
                    e);
        }
        return take(directory, holder);
    }

    /// This process, as those who are refused read it.
    public static String holder(Actor actor, Instant since) {
        return "process %d of %s on %s, since %s"
                .formatted(
                        ProcessHandle.current().pid(),
                        actor.id(),
                        actor.host(),
                        since.truncatedTo(ChronoUnit.SECONDS));
    }

    /// Null when somebody else holds it.
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
        channel.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    }

    private static WharfException held(Path home, String holder) {
        return new WharfException(
                ErrorCode.HOME_LOCKED,
                "Another process is working in %s (%s). One process owns a home at a time: wait until it is done, then run this again."
                        .formatted(home, holder.isEmpty() ? "unknown" : holder));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "Could not give back the lock of the home.", e);
        }
    }
}
