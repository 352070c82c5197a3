package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;

class ImportTest {

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void people() {
        wharf = new Wharf(folder);
        Chats.users(wharf);
    }

    @Test
    void theFirstImportMakesAHomeForItsOwnerOnlyAndShowsTheRecoveryKeyOnce() throws IOException {
        Chats.group(wharf);

        Wharf.Result first = imported("WhatsApp Chat with Offer.txt");
        Wharf.Result second = imported("WhatsApp Chat with Offer.txt");

        assertThat(first.out()).containsPattern("Recovery key +([0-9A-Z]{4}-){8}[0-9A-Z]{4}");
        assertThat(second.out()).doesNotContain("Recovery key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wharf.home())))
                .isEqualTo("rwx------");
    }

    @Test
    void theRecoveryKeyThatWasShownCanBeConfirmed() {
        Chats.group(wharf);
        JsonNode first =
                wharf.json("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv");
        String key = first.path("recoveryKey").stringValue();

        assertThat(wharf.answering(key + "\n", "keys", "confirm-recovery").exit()).isZero();
        assertThat(wharf.answering("AAAA-BBBB\n", "keys", "confirm-recovery").exit()).isEqualTo(6);
    }

    @Test
    void countersAddUp() {
        Chats.group(wharf);

        JsonNode run = wharf.json("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv");

        assertAddUp(run.path("counters"));
        assertThat(run.path("sources").path(0).path("events").longValue()).isEqualTo(7);
        assertThat(run.path("counters").path("failed").longValue()).isZero();
        assertThat(items("ana@firm.example")).isPositive().isEqualTo(items("ben@firm.example"));
    }

    @Test
    void theSameAgainAddsNothing() {
        Chats.group(wharf);
        imported("WhatsApp Chat with Offer.txt");
        long before = items("ana@firm.example");

        JsonNode again =
                wharf.json("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv");

        assertThat(items("ana@firm.example")).isEqualTo(before);
        assertThat(again.path("counters").path("imported").longValue()).isZero();
        assertAddUp(again.path("counters"));
    }

    @Test
    void theSameAgainIsNotAcceptedAgain() {
        Chats.group(wharf);
        imported("WhatsApp Chat with Offer.txt");

        JsonNode again =
                wharf.json("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv");

        JsonNode source = again.path("sources").path(0);
        assertThat(source.path("outcome").stringValue()).isEqualTo("duplicate");
        assertThat(source.path("capture").longValue()).isEqualTo(1);
        assertThat(source.path("counters").path("skipped").longValue()).isPositive();
        assertThat(wharf.json("runs").path("runs").size()).isEqualTo(2);
        wharf.write("WhatsApp Chat with Offer.txt", Chats.LONGER);
        assertThat(
                        wharf.json("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv")
                                .path("sources")
                                .path(0)
                                .path("capture")
                                .longValue())
                .isEqualTo(2);
    }

    @Test
    void theJournalGivesUpWhatIsArchivedAndTheLedgerSaysSo() {
        Chats.group(wharf);
        wharf.with("WHARF_JOURNAL_DAYS", "0");
        imported("WhatsApp Chat with Offer.txt");
        wharf.write("WhatsApp Chat with Offer.txt", Chats.LONGER);
        imported("WhatsApp Chat with Offer.txt");

        assertThat(wharf.json("audit", "--type", "purge").path("entries").size()).isPositive();
        assertThat(wharf.run("verify").exit()).isZero();
    }

    @Test
    void aLongerExportAddsOnlyWhatIsNew() {
        Chats.group(wharf);
        imported("WhatsApp Chat with Offer.txt");
        long before = items("ana@firm.example");
        wharf.write("WhatsApp Chat with Offer.txt", Chats.LONGER);

        imported("WhatsApp Chat with Offer.txt");

        assertThat(items("ana@firm.example")).isEqualTo(before + 1);
    }

    @Test
    void anAmbiguousFileIsAskedForAndEverythingElseIsArchived() {
        wharf.write("a.txt", Chats.AMBIGUOUS);
        Chats.group(wharf);

        Wharf.Result asked =
                wharf.run(
                        "import", "a.txt", "WhatsApp Chat with Offer.txt", "--users", "users.csv");
        long before = items("ana@firm.example");
        Wharf.Result answered =
                wharf.run("import", "a.txt", "--users", "users.csv", "--date-order", "dmy");

        assertThat(asked.exit()).isEqualTo(3);
        assertThat(asked.out()).contains("--date-order");
        assertThat(answered.exit()).isZero();
        assertThat(items("ana@firm.example")).isEqualTo(before + 2);
    }

    @Test
    void aFolderIsItsExports() throws IOException {
        Files.createDirectories(folder.resolve("drop/.hidden"));
        wharf.write("drop/a.txt", Chats.GROUP);
        wharf.write("drop/notes.md", "nothing");
        wharf.write("drop/.hidden/b.txt", Chats.GROUP);

        JsonNode run = wharf.json("import", "drop", "--users", "users.csv");

        assertThat(run.path("sources").size()).isOne();
    }

    @Test
    void anUnpackedExportIsTakenWithItsMediaAndOnlyOnce() throws IOException {
        Files.createDirectories(folder.resolve("drop/WhatsApp Chat - Offer"));
        wharf.write("drop/WhatsApp Chat - Offer/_chat.txt", Chats.UNPACKED);
        wharf.write("drop/WhatsApp Chat - Offer/00000002-PHOTO-2026-09-14-08-02-00.jpg", "a photo");

        JsonNode first = wharf.json("import", "drop", "--users", "users.csv");
        JsonNode again = wharf.json("import", "drop", "--users", "users.csv");

        assertThat(first.path("sources").size()).isOne();
        assertThat(first.path("sources").path(0).path("attachments").path("found").longValue())
                .isOne();
        assertThat(first.path("counters").path("partial").longValue()).isZero();
        assertThat(again.path("sources").path(0).path("outcome").stringValue())
                .isEqualTo("duplicate");
        assertThat(items("ana@firm.example")).isEqualTo(2);
    }

    @Test
    void aTextArchivedWithoutItsMediaIsCompletedByTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("WhatsApp Chat - Offer"));
        wharf.write("WhatsApp Chat - Offer/_chat.txt", Chats.UNPACKED);
        JsonNode first = wharf.json("import", "WhatsApp Chat - Offer", "--users", "users.csv");
        wharf.write("WhatsApp Chat - Offer/" + Chats.PHOTO, "a photo");

        JsonNode second = wharf.json("import", "WhatsApp Chat - Offer", "--users", "users.csv");

        assertThat(first.path("counters").path("partial").longValue()).isEqualTo(2);
        assertThat(second.path("sources").path(0).path("added").longValue()).isOne();
        assertThat(second.path("counters").path("imported").longValue()).isEqualTo(2);
    }

    @Test
    void ofADamagedZipWhatCanBeReadIsArchivedAndTheRestReported() throws IOException {
        byte[] zip = Chats.zipped(Map.of("_chat.txt", Chats.UNPACKED, Chats.PHOTO, "a photo"));
        // The photo's content.
        zip[new String(zip, StandardCharsets.ISO_8859_1).indexOf("a photo")] ^= 1;
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\001\002");
        Path file = Files.write(folder.resolve("WhatsApp Chat - Offer.zip"), zip);

        JsonNode whole = wharf.json("import", file.toString(), "--users", "users.csv");
        Files.write(file, Arrays.copyOf(zip, directory));
        Wharf.Result cut = wharf.run("import", file.toString(), "--users", "users.csv");

        assertThat(whole.path("counters").path("partial").longValue()).isEqualTo(2);
        assertThat(whole.path("sources").path(0).path("outcome").stringValue())
                .isEqualTo("imported");
        assertThat(whole.path("sources").path(0).path("attachments").path("missing").longValue())
                .isOne();
        assertThat(whole.path("sources").path(0).path("warnings").toString())
                .contains(Chats.PHOTO)
                .contains("checksum");
        assertThat(cut.exit()).isEqualTo(4);
        assertThat(cut.out()).contains("Offer.zip is damaged").contains("Export the chat again");
        assertThat(items("ana@firm.example")).isEqualTo(2);
    }

    @Test
    void aBrokenUsersFileStopsEverythingAndNamesTheLine() {
        wharf.write(
                "users.csv", "name,phone,email\nAna,+34 612 345 678,ana@firm\nBen,no number,\n");
        Chats.group(wharf);

        Wharf.Result result = imported("WhatsApp Chat with Offer.txt");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("users.csv").contains("3");
        assertThat(wharf.home()).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereStopsEverything() {
        Wharf.Result result = imported("nothing.txt");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("nothing.txt does not exist");
        assertThat(wharf.home()).doesNotExist();
    }

    @Test
    void aZipThatIsNoneIsSetAsideAndTheRestArchived() {
        wharf.write("broken.zip", "PK\u0003\u0004 and then nothing of a zip");
        Chats.group(wharf);

        Wharf.Result result =
                wharf.run(
                        "import",
                        "broken.zip",
                        "WhatsApp Chat with Offer.txt",
                        "--users",
                        "users.csv");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.out()).contains("broken.zip");
        assertThat(items("ana@firm.example")).isPositive();
    }

    @Test
    void aWrongOptionIsSaidBeforeAnythingIsRead() {
        Chats.group(wharf);

        Wharf.Result result =
                wharf.run("import", "WhatsApp Chat with Offer.txt", "--zone", "Mars/Olympus");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("Mars/Olympus");
        assertThat(wharf.home()).doesNotExist();
    }

    @Test
    void errorsAreJsonTooWhenAskedFor() {
        Wharf.Result result = wharf.run("import", "nothing.txt", "--json");

        assertThat(result.json().path("error").path("code").stringValue())
                .isEqualTo("INPUT_UNREADABLE");
        assertThat(result.err()).isEmpty();
    }

    static void assertAddUp(JsonNode counters) {
        long sum = 0;
        for (String one :
                new String[] {"imported", "partial", "skipped", "quarantined", "failed"}) {
            sum += counters.path(one).longValue();
        }
        assertThat(sum).isEqualTo(counters.path("available").longValue()).isPositive();
    }

    private Wharf.Result imported(String file) {
        return wharf.run("import", file, "--users", "users.csv");
    }

    private long items(String mailbox) {
        for (JsonNode one : wharf.json("mailboxes").path("mailboxes")) {
            if (one.path("mailbox").stringValue().equals(mailbox)) {
                return one.path("items").longValue();
            }
        }
        return 0;
    }
}
