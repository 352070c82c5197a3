package dev.wharf.connector.directory;

import static dev.wharf.connector.directory.People.address;
import static dev.wharf.connector.directory.People.aliased;
import static dev.wharf.connector.directory.People.disabled;
import static dev.wharf.connector.directory.People.phone;
import static dev.wharf.connector.directory.People.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wharf.connector.directory.DirectoryFinding.Kind;
import dev.wharf.connector.directory.People.Scripted;
import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.testkit.MemoryKeyVault;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class DirectorySyncTest {
    @TempDir Path home;
    private final MemoryKeyVault vault = new MemoryKeyVault();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T02:00:00Z"));
    private final Scripted source = new Scripted();

    private DirectorySync sync() {
        return sync(DirectoryRules.USUAL);
    }

    private DirectorySync sync(DirectoryRules rules) {
        return new DirectorySync(new SnapshotFile(folder(), vault), rules, clock);
    }

    private Path folder() {
        return home.resolve("directories");
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.findFirst().orElseThrow();
        }
    }

    private void firm(int people) {
        IntStream.range(0, people).mapToObj(i -> user("User " + i)).forEach(source.entries::add);
    }

    private void lose(int people) {
        source.entries.subList(0, people).clear();
    }

    private DirectorySnapshot last() {
        return sync().last(source.name()).orElseThrow();
    }

    @Test
    void whatWasReadIsThereInTheNextProcess() {
        source.with(user("Alice", "+44 7700 900001"), disabled("Bob"), aliased("Carol", "c"));

        sync().sync(source, false);

        DirectorySnapshot kept = last();
        assertThat(kept.size()).isEqualTo(3);
        assertThat(kept.taken()).isEqualTo(clock.instant());
        assertThat(kept.find(address("c"))).isEqualTo(new AddressLookup.Found(address("carol")));
        assertThat(kept.find(address("bob"))).isEqualTo(new AddressLookup.Disabled(address("bob")));
        assertThat(kept.holder(phone("+447700900001"))).hasValue(0);
    }

    @Test
    void nothingOfItCanBeReadOnTheDisk() throws IOException {
        source.with(user("Alice", "+44 7700 900001"));

        sync().sync(source, false);

        String raw = file().getFileName() + Files.readString(file(), ISO_8859_1);
        assertThat(raw).doesNotContain("alice", "Alice", "900001", "corp");
    }

    @Test
    void aReadingThatBreaksOffCountsForNothing() {
        source.with(user("Alice"), user("Bob"));
        sync().sync(source, false);
        source.with(user("Carol"));
        source.failure = ErrorCode.SOURCE_UNAVAILABLE;
        source.failsAfter = 2;

        Synced ended = sync().sync(source, false);

        assertThat(ended)
                .isInstanceOfSatisfying(
                        Synced.Kept.class,
                        kept -> {
                            assertThat(kept.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
                            assertThat(kept.why()).contains("broke off");
                            assertThat(Objects.requireNonNull(kept.snapshot()).size()).isEqualTo(2);
                        });
        assertThat(last().size()).isEqualTo(2);
    }

    @Test
    void aBugIsNotKeptQuiet() {
        source.with(user("Alice"));
        source.failure = ErrorCode.BUG;

        assertThatThrownBy(() -> sync().sync(source, false)).isInstanceOf(WharfException.class);
    }

    @Test
    void aLossThatIsLikelyIsTaken() {
        firm(100);
        sync().sync(source, false);
        lose(20);

        assertThat(sync().sync(source, false))
                .isInstanceOfSatisfying(
                        Synced.Taken.class, taken -> assertThat(taken.lost()).isEqualTo(20));
    }

    @Test
    void aSuddenLossIsRefusedAndNamed() {
        firm(100);
        sync().sync(source, false);
        lose(21);

        assertThat(sync().sync(source, false))
                .isInstanceOfSatisfying(
                        Synced.Kept.class,
                        kept ->
                                assertThat(kept.why())
                                        .contains("21 of 100", "20 %", "scripted corp.example"));
        assertThat(last().size()).isEqualTo(100);
    }

    @Test
    void manyWhoAreDisabledAtOnceAreALossToo() {
        firm(10);
        sync().sync(source, false);
        source.entries.replaceAll(
                one ->
                        new DirectoryEntry(
                                one.id(), one.name(), one.mailbox(), List.of(), List.of(), false));

        assertThat(sync().sync(source, false)).isInstanceOf(Synced.Kept.class);
    }

    @Test
    void aLossThatSomebodyAcceptsIsTaken() {
        firm(100);
        sync().sync(source, false);
        lose(90);

        assertThat(sync().sync(source, true)).isInstanceOf(Synced.Taken.class);
        assertThat(last().size()).isEqualTo(10);
    }

    @Test
    void inASmallFirmSomebodyMayLeave() {
        firm(4);
        sync().sync(source, false);
        lose(1);

        assertThat(sync().sync(source, false)).isInstanceOf(Synced.Taken.class);
    }

    @Test
    void aDirectoryOfNobodyIsRefusedEvenTheFirstTime() {
        assertThat(sync().sync(source, true))
                .isInstanceOfSatisfying(
                        Synced.Kept.class, kept -> assertThat(kept.snapshot()).isNull());
    }

    @Test
    void anotherRegionCountsAtOnce() {
        source.with(user("Alice", "07400 123456"));
        sync().sync(source, false);

        DirectorySnapshot kept =
                sync(DirectoryRules.USUAL.in("GB")).last(source.name()).orElseThrow();

        assertThat(kept.holder(phone("+447400123456"))).hasValue(0);
    }

    @Test
    void aChangedFileIsReadAgainFromTheDirectory() throws IOException {
        source.with(user("Alice"));
        sync().sync(source, false);
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 1] ^= 1;
        Files.write(file(), bytes);

        assertThat(sync().last(source.name())).isEmpty();
        assertThat(sync().sync(source, false)).isInstanceOf(Synced.Taken.class);
        assertThat(last().size()).isEqualTo(1);
    }

    @Test
    void aNewKeyOpensWhatTheOldOneSealed() {
        source.with(user("Alice"));
        sync().sync(source, false);

        vault.rotate(KeyPurpose.SCRATCH);

        assertThat(last().size()).isEqualTo(1);
    }

    @Test
    void anOldSnapshotIsAFinding() {
        source.with(user("Alice"));
        sync().sync(source, false);
        clock.move(Duration.ofHours(49));

        assertThat(sync().review(last(), Map.of()).count(Kind.OLD)).isEqualTo(1);
    }

    @Test
    void aDisabledUserWhomItemsWaitForIsAFinding() {
        source.with(user("Alice"), disabled("Bob"), disabled("Carol"));
        sync().sync(source, false);

        DirectoryFindings found =
                sync().review(last(), Map.of(address("alice"), 3L, address("bob"), 7L));

        assertThat(found.listed())
                .singleElement()
                .satisfies(one -> assertThat(one.text()).contains("7 items", "bob@corp.example"));
    }
}
