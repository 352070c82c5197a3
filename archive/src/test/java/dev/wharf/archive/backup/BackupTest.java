package dev.wharf.archive.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.archive.Archive;
import dev.wharf.archive.ArchiveSetup;
import dev.wharf.archive.ledger.FileLedger;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.Custody;
import dev.wharf.store.key.FileKeyVault;
import dev.wharf.store.key.RecoveryKey;
import dev.wharf.testkit.SampleItems;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Backup, loss of the home, restoration.
class BackupTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Custody KEY_FILE = new Custody.KeyFile();

    @TempDir Path folder;
    private Path home;
    private Path target;
    private String recovery = "";

    @BeforeEach
    void fill() throws IOException {
        home = folder.resolve("home");
        target = folder.resolve("backup");
        FileKeyVault.Created created =
                FileKeyVault.create(home.resolve("keys"), KEY_FILE, CLOCK, RANDOM);
        recovery = created.recovery().reveal();
        created.vault().confirmRecovery(recovery);
        created.vault().close();
        with(
                home,
                archive -> {
                    StoredContent content = put(archive, 300_000);
                    archive.commit(
                            List.of(
                                    SampleItems.text(1, SampleItems.BOTH),
                                    SampleItems.text(2, SampleItems.BOTH),
                                    SampleItems.file(3, content, SampleItems.BOTH)));
                    return null;
                });
        Files.createDirectories(home.resolve("site/journal"));
        Files.writeString(home.resolve("site/journal/0000000000000001.seg"), "sealed");
    }

    private static StoredContent put(Archive archive, int size) {
        try {
            return archive.put(new ByteArrayInputStream(new byte[size]));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static FileKeyVault vault(Path home) {
        return FileKeyVault.open(home.resolve("keys"), KEY_FILE, CLOCK, RANDOM);
    }

    private static <T extends @org.jspecify.annotations.Nullable Object> T with(
            Path home, Function<Archive, T> work) {
        try (FileKeyVault vault = vault(home);
                FileLedger ledger =
                        FileLedger.open(home.resolve("archive/ledger"), vault, CLOCK, RANDOM);
                Archive archive =
                        Archive.open(home, ArchiveSetup.of(vault, ledger, CLOCK, "test"))) {
            return work.apply(archive);
        }
    }

    private Backup.Report back() {
        try (FileKeyVault vault = vault(home)) {
            LedgerHead head;
            try (FileLedger ledger =
                    FileLedger.open(home.resolve("archive/ledger"), vault, CLOCK, RANDOM)) {
                head = ledger.head();
            }
            return new Backup(home, vault, CLOCK, Progress.NONE).run(target, head, true);
        }
    }

    private Restore.Report restore(Path to) {
        return new Restore(CLOCK, RANDOM, Progress.NONE)
                .run(target, to, RecoveryKey.parse(recovery), KEY_FILE, null);
    }

    /// Every item of a mailbox as mail, byte for byte; `erased` for those that are.
    private static Map<ItemId, String> mails(Path home) {
        return with(
                home,
                archive -> {
                    Map<ItemId, String> mails =
                            new TreeMap<>(java.util.Comparator.comparing(ItemId::toString));
                    try (Stream<ItemRow> rows = archive.mailbox(SampleItems.ALICE, null, null)) {
                        for (ItemRow row : rows.toList()) {
                            mails.put(row.id(), row.erased() ? "erased" : mail(archive, row));
                        }
                    }
                    return mails;
                });
    }

    private static String mail(Archive archive, ItemRow row) {
        StoredItem item = archive.open(row);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            item.mail().writeTo(out, archive.contents(row));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return out.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void erase(int number) {
        with(
                home,
                archive ->
                        archive.erase(
                                SampleItems.id(SampleItems.CHAT, number),
                                Actor.user("dpo", "test"),
                                "asked for"));
    }

    private static void fails(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WharfException.class, failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(target.resolve("objects"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatWasBackedUpComesBackByteForByte() throws IOException {
        Map<ItemId, String> before = mails(home);
        Backup.Report made = back();
        Path restored = folder.resolve("restored");

        Restore.Report report = restore(restored);

        assertThat(before).hasSize(3);
        assertThat(mails(restored)).isEqualTo(before);
        assertThat(report.ledger()).isEqualTo(made.ledger());
        assertThat(restored.resolve("site/journal/0000000000000001.seg")).hasContent("sealed");
        try (FileKeyVault vault = vault(restored);
                FileLedger ledger =
                        FileLedger.open(restored.resolve("archive/ledger"), vault, CLOCK, RANDOM)) {
            assertThat(ledger.verify(List.of(report.ledger())).findings()).isEmpty();
        }
    }

    @Test
    void theRestoredArchiveIsSoundAndTakesMore() {
        back();
        Path restored = folder.resolve("restored");
        restore(restored);

        boolean sound =
                with(
                        restored,
                        archive -> {
                            archive.commit(List.of(SampleItems.text(4, SampleItems.BOTH)));
                            return archive.verify(Progress.NONE).clean();
                        });

        assertThat(sound).isTrue();
        assertThat(mails(restored)).hasSize(4);
    }

    @Test
    void aSecondRunCopiesOnlyWhatIsNew() throws IOException {
        back();
        int first = objects().size();

        Backup.Report second = back();

        assertThat(second.copied()).isLessThan(second.files());
        assertThat(objects().size()).isLessThanOrEqualTo(first + 1);
    }

    @Test
    void noKeyIsInTheClearInABackup() throws IOException {
        back();

        List<byte[]> secrets = new ArrayList<>();
        try (FileKeyVault vault = vault(home)) {
            for (KeyPurpose purpose : KeyPurpose.values()) {
                secrets.add(vault.current(purpose).secret().bytes());
            }
        }
        String keyFile = Files.readString(home.resolve("keys/master.key")).strip();
        for (Path object : objects()) {
            String text = Files.readString(object, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain(keyFile.substring(keyFile.length() - 64));
            for (byte[] secret : secrets) {
                assertThat(text)
                        .doesNotContain(
                                new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void whatWasErasedBeforeTheBackupStaysErased() {
        erase(2);
        back();
        Path restored = folder.resolve("restored");

        restore(restored);

        assertThat(mails(restored)).isEqualTo(mails(home)).containsValue("erased");
    }

    @Test
    void whatWasErasedAfterTheBackupIsErasedAgainByTheNewerList() {
        back();
        erase(2);
        Path restored = folder.resolve("restored");

        new Restore(CLOCK, RANDOM, Progress.NONE)
                .run(
                        target,
                        restored,
                        RecoveryKey.parse(recovery),
                        KEY_FILE,
                        home.resolve("archive/keys/destroyed.log"));

        assertThat(mails(restored)).isEqualTo(mails(home)).containsValue("erased");
    }

    @Test
    void theKeysOfErasedItemsLeaveTheBackupWithItsNextRun() throws IOException {
        back();
        List<Path> before = objects();
        erase(2);

        Backup.Report second = back();

        assertThat(second.removed()).isPositive();
        assertThat(objects()).doesNotContainSequence(before);
    }

    @Test
    void aWrongRecoveryKeyIsRefused() {
        back();
        Path restored = folder.resolve("restored");

        fails(
                ErrorCode.NOT_ALLOWED,
                "another archive",
                () ->
                        new Restore(CLOCK, RANDOM, Progress.NONE)
                                .run(
                                        target,
                                        restored,
                                        RecoveryKey.generate(RANDOM),
                                        KEY_FILE,
                                        null));
        assertThat(restored).doesNotExist();
    }

    @Test
    void aDamagedFileOfTheBackupIsNamedAndNothingIsRestored() throws IOException {
        back();
        Path restored = folder.resolve("restored");
        Path pack = home.resolve("archive/packs/000001.pack");
        long size = Files.size(pack);
        for (Path object : objects()) {
            if (Files.size(object) == size) {
                byte[] bytes = Files.readAllBytes(object);
                bytes[bytes.length / 2] ^= 1;
                Files.write(object, bytes);
            }
        }

        fails(ErrorCode.STORAGE_CORRUPT, "archive/packs/000001.pack", () -> restore(restored));
        assertThat(restored).doesNotExist();
    }

    @Test
    void aChangedManifestIsRefused() throws IOException {
        back();
        Path manifest = target.resolve("wharf-backup.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("site/journal/", "site/journax/"));

        fails(ErrorCode.STORAGE_CORRUPT, "changed", () -> restore(folder.resolve("restored")));
    }

    @Test
    void aBackupInsideTheHomeIsRefused() {
        target = home.resolve("backup");
        fails(ErrorCode.NOT_ALLOWED, "elsewhere", this::back);
        target = folder;
        fails(ErrorCode.NOT_ALLOWED, "elsewhere", this::back);
    }

    @Test
    void aFolderThatHoldsSomethingElseIsRefused() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("holiday.jpg"), "x");

        fails(ErrorCode.NOT_ALLOWED, "neither empty nor a backup", this::back);
    }

    @Test
    void withoutAConfirmedRecoveryKeyThereIsNoBackup() {
        try (FileKeyVault vault = vault(home)) {
            vault.renewRecovery();
        }

        fails(ErrorCode.NOT_ALLOWED, "wharf keys confirm-recovery", this::back);
    }

    @Test
    void aHomeThatIsNotEmptyIsNotOverwritten() {
        back();

        fails(ErrorCode.NOT_ALLOWED, "not empty", () -> restore(home));
    }
}
