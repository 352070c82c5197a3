package dev.wharf.store.object.disk;

import static dev.wharf.store.object.ObjectStoreContract.bytes;
import static dev.wharf.store.object.ObjectStoreContract.fails;
import static dev.wharf.store.object.ObjectStoreContract.name;
import static dev.wharf.store.object.ObjectStoreContract.names;
import static dev.wharf.store.object.ObjectStoreContract.put;
import static dev.wharf.store.object.ObjectStoreContract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.store.object.MeteredObjects;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.ObjectStoreContract;
import dev.wharf.store.object.Occupancy;
import dev.wharf.store.object.SealedContract;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class DiskObjectsTest {
    @TempDir Path folder;
    private final FailingDisk disk = new FailingDisk();

    private ObjectStore open() {
        return DiskObjects.open(folder.resolve("staging"), disk);
    }

    @Nested
    class Plain implements ObjectStoreContract {
        @Override
        public ObjectStore store() {
            return open();
        }
    }

    @Nested
    class Sealed implements SealedContract {
        @Override
        public ObjectStore beneath() {
            return open();
        }
    }

    @Nested
    class Metered implements ObjectStoreContract {
        @Override
        public ObjectStore store() {
            return MeteredObjects.over(open(), new SettableClock(Instant.EPOCH));
        }
    }

    @Test
    void onlyTheOwnerSeesTheFolder() throws IOException {
        open();

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("staging"))))
                .isEqualTo("rwx------");
    }

    @Test
    void whatWasHalfWrittenWhenTheProcessEndedIsRemoved() throws IOException {
        put(open(), "run/one", bytes(10));
        Path part = folder.resolve("staging/incoming/7.part");
        Files.write(part, bytes(5_000));

        ObjectStore again = open();

        assertThat(part).doesNotExist();
        assertThat(names(again, "")).containsExactly("run/one");
    }

    @Test
    void aFullDiskLeavesNothingAndIsTransient() throws IOException {
        ObjectStore store = open();
        put(store, "run/one", bytes(1_000));
        disk.room(300_000);

        assertThatThrownBy(() -> put(store, "run/two", bytes(400_000)))
                .hasMessageContaining("run/two")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("make room");
        fails(ErrorCode.STORAGE_FAILED, () -> put(store, "run/two", bytes(400_000)));
        assertThat(names(store, "")).containsExactly("run/one");
        assertThat(files(folder.resolve("staging/incoming"))).isEmpty();

        disk.room(Long.MAX_VALUE);
        put(store, "run/two", bytes(400_000));
        assertThat(read(store, "run/two")).isEqualTo(bytes(400_000));
    }

    @Test
    void whatCouldNotBeForcedIsNotThere() throws IOException {
        ObjectStore store = open();
        disk.failForces(1);

        fails(ErrorCode.STORAGE_FAILED, () -> put(store, "run/one", bytes(10)));

        assertThat(store.find(name("run/one"))).isEmpty();
    }

    @Test
    void anObjectIsForcedBeforeItIsNamedAndItsNameAfter() throws IOException {
        ObjectStore store = open();
        disk.steps().clear();

        put(store, "run/one", bytes(10));

        assertThat(disk.steps()).containsExactly("write", "force", "rename", "force folder");
    }

    @Test
    void foreignFilesAreNoObjects() throws IOException {
        ObjectStore store = open();
        Files.write(folder.resolve("staging/objects/Thumbs.DB"), bytes(5));

        assertThat(names(store, "")).isEmpty();
    }

    @Test
    void occupancyIsMeasured() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-03-01T00:00:00Z"));
        MeteredObjects store = MeteredObjects.over(open(), clock);
        assertThat(store.occupancy()).isEqualTo(Occupancy.NONE);

        put(store, "run/one", bytes(100));
        clock.move(Duration.ofDays(1));
        put(store, "run/two", bytes(50));
        assertThat(store.occupancy())
                .isEqualTo(new Occupancy(2, 150, Instant.parse("2026-03-01T00:00:00Z")));

        store.delete(name("run/one"));
        assertThat(store.occupancy())
                .isEqualTo(new Occupancy(1, 50, Instant.parse("2026-03-02T00:00:00Z")));
        assertThat(MeteredObjects.over(open(), clock).occupancy().bytes()).isEqualTo(50);
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> found = Files.list(in)) {
            return found.toList();
        }
    }
}
