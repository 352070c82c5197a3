package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A collection tips nobody off: nothing of it is anywhere but in it, and those named for it see
/// it.
class CollectionTest {
    private static final String CASE = "HR-2026-014";
    private static final String LEGAL = "legal@firm.example";
    private static final String ANA = "ana@firm.example";

    /// Words of the seized phone that nobody else may see.
    private static final String SEIZED =
            """
            9/14/26, 8:01\u202FAM - +34 612 345 678: Tortoise at noon
            9/14/26, 8:03\u202FAM - +33 6 12 34 56 78: Tortoise it is
            9/15/26, 9:00\u202FAM - +44 7700 900123: Nobody knows
            """;

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void people() {
        wharf = new Wharf(folder);
        Chats.users(wharf);
        Chats.group(wharf);
        wharf.write("WhatsApp Chat with Secret deal.txt", SEIZED);
    }

    private Wharf.Result collect(String... more) {
        return wharf.run(
                with(
                        List.of(more),
                        "import",
                        "WhatsApp Chat with Secret deal.txt",
                        "--users",
                        "users.csv",
                        "--zone",
                        "UTC",
                        "--match-names",
                        "--collection",
                        CASE,
                        "--collection-reader",
                        LEGAL,
                        "--collector",
                        "Dana Reyes",
                        "--device",
                        "Pixel 8, IMEI 35-209900"));
    }

    private static String[] with(List<String> more, String... given) {
        List<String> all = new ArrayList<>(List.of(given));
        all.addAll(more);
        return all.toArray(String[]::new);
    }

    private void ordinary() {
        wharf.run("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv", "--zone", "UTC")
                .succeeded();
    }

    private Wharf.Result inside(String... verb) {
        return wharf.run(with(List.of("--collection", CASE, "--as", LEGAL), verb));
    }

    private JsonNode insideJson(String... verb) {
        return wharf.json(with(List.of("--collection", CASE, "--as", LEGAL), verb));
    }

    private JsonNode custody() {
        return wharf.json("collection", "show", CASE, "--as", LEGAL);
    }

    /// Every file of the home but those of its collections, with its digest.
    private Map<String, String> outside() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path collections = wharf.home().resolve("collections");
        try (Stream<Path> all = Files.walk(wharf.home())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(collections)) {
                    files.put(file.toString(), digest(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void nothingOutsideTheCollectionChanges() throws IOException {
        ordinary();
        Map<String, String> before = outside();

        collect().succeeded();
        inside("search", "tortoise").succeeded();
        inside("show").succeeded();
        inside("verify").succeeded();
        custody();

        assertThat(outside()).isEqualTo(before);
    }

    @Test
    void noVerbOfTheHomeShowsAnythingOfIt() {
        ordinary();
        collect().succeeded();

        String shown =
                Stream.of(
                                wharf.json("mailboxes"),
                                wharf.json("show", ANA, "--limit", "0"),
                                wharf.json("search", "*", "--limit", "1000"),
                                wharf.json("search", "tortoise"),
                                wharf.json("quarantine", "list"),
                                wharf.json("runs"),
                                wharf.json("runs", "run-000001"),
                                wharf.json("audit"),
                                wharf.json("connector", "list", "--all"))
                        .map(JsonNode::toString)
                        .reduce("", String::concat);

        assertThat(shown)
                .contains(ANA)
                .doesNotContain("Secret deal")
                .doesNotContain("Tortoise")
                .doesNotContain("collection.wharf.invalid")
                .doesNotContain(LEGAL)
                .doesNotContain("Dana Reyes");
        assertThat(wharf.json("search", "tortoise").path("total").intValue()).isZero();
        assertThat(wharf.json("runs").path("runs")).hasSize(1);
    }

    @Test
    void thoseNamedForItSeeAllOfIt() {
        collect().succeeded();

        JsonNode mailboxes = insideJson("mailboxes").path("mailboxes");

        assertThat(mailboxes).hasSize(1);
        assertThat(mailboxes.path(0).path("mailbox").stringValue())
                .isEqualTo("hr-2026-014@collection.wharf.invalid");
        assertThat(insideJson("show").path("items")).hasSize(3);
        assertThat(insideJson("search", "tortoise").path("total").intValue()).isEqualTo(2);
        assertThat(insideJson("quarantine", "list").path("waiting")).isEmpty();
        JsonNode exported = insideJson("export", "--format", "eml", "--out", "out");
        assertThat(exported.path("items").intValue()).isEqualTo(3);
    }

    @Test
    void anybodyElseIsRefusedWhicheverWayTheyCome() {
        collect().succeeded();
        String place = wharf.home().resolve("collections/hr-2026-014").toString();

        List<Wharf.Result> refused =
                List.of(
                        wharf.run("show", "--collection", CASE),
                        wharf.run("search", "*", "--collection", CASE, "--as", ANA),
                        wharf.run("audit", "--collection", CASE),
                        wharf.run("runs", "--home", place),
                        wharf.run("export", "--format", "eml", "--home", place, "--as", ANA),
                        wharf.run("collection", "show", CASE));

        assertThat(refused).extracting(Wharf.Result::exit).containsOnly(6);
        assertThat(refused).extracting(Wharf.Result::out).containsOnly("");
        JsonNode looked = custody().path("looked");
        assertThat(looked).hasSize(7);
        assertThat(looked.path(1).toString())
                .contains("\"as\":\"ana@firm.example\"")
                .contains("\"verb\":\"search\"")
                .contains("\"outcome\":\"refused\"");
        assertThat(looked.path(6).path("outcome").stringValue()).isEqualTo("done");
    }

    @Test
    void mailsOfALaterOrdinaryImportAreAsIfItHadNeverBeen() throws IOException {
        collect().succeeded();
        wharf.run(
                        "import",
                        "WhatsApp Chat with Secret deal.txt",
                        "--users",
                        "users.csv",
                        "--zone",
                        "UTC")
                .succeeded();
        wharf.run("export", ANA, "--format", "eml", "--out", "with").succeeded();
        Wharf other = new Wharf(Files.createDirectory(folder.resolve("other")));
        Chats.users(other);
        other.write("WhatsApp Chat with Secret deal.txt", SEIZED);
        other.run(
                        "import",
                        "WhatsApp Chat with Secret deal.txt",
                        "--users",
                        "users.csv",
                        "--zone",
                        "UTC")
                .succeeded();
        other.run("export", ANA, "--format", "eml", "--out", "without").succeeded();

        Map<String, String> with = mails(folder.resolve("with"));

        assertThat(with).hasSize(3);
        assertThat(with).isEqualTo(mails(other.folder().resolve("without")));
    }

    private static Map<String, String> mails(Path exported) throws IOException {
        Map<String, String> mails = new TreeMap<>();
        try (Stream<Path> all = Files.walk(exported)) {
            for (Path mail : all.filter(file -> file.toString().endsWith(".eml")).toList()) {
                mails.put(
                        exported.relativize(mail).toString(),
                        Files.readString(mail, StandardCharsets.UTF_8));
            }
        }
        return mails;
    }

    @Test
    void theCustodyRecordNamesCollectorDeviceTimeToolAndEveryOriginal() throws IOException {
        collect("--reason", "seized on the 16th").succeeded();

        JsonNode original = custody().path("originals").path(0);

        assertThat(original.path("collector").stringValue()).isEqualTo("Dana Reyes");
        assertThat(original.path("device").stringValue()).startsWith("Pixel 8");
        assertThat(original.path("tool").stringValue()).startsWith("wharf ");
        assertThat(original.path("actor").stringValue()).isEqualTo("tester");
        assertThat(original.path("host").stringValue()).isEqualTo("testhost");
        assertThat(original.path("collected").stringValue()).startsWith("20");
        assertThat(original.path("sha256").stringValue())
                .isEqualTo(digest(SEIZED.getBytes(StandardCharsets.UTF_8)));
        String printed = wharf.run("collection", "show", CASE, "--as", LEGAL).succeeded().out();
        assertThat(printed)
                .contains("Dana Reyes", "Pixel 8", original.path("sha256").stringValue(), LEGAL);
        assertThat(insideJson("audit", "--type", "case").toString())
                .contains("founded", "collected", "seized on the 16th");
    }

    @Test
    void filesOfAPackHaveTheirDigestsInTheRecord() throws IOException {
        Files.createDirectories(folder.resolve("WhatsApp Chat - Offer"));
        wharf.write("WhatsApp Chat - Offer/_chat.txt", Chats.UNPACKED);
        wharf.write("WhatsApp Chat - Offer/" + Chats.PHOTO, "a photo");
        wharf.run(
                        "import",
                        "WhatsApp Chat - Offer",
                        "--collection",
                        CASE,
                        "--collection-reader",
                        LEGAL,
                        "--only-person",
                        "+34 612 345 678")
                .succeeded();

        JsonNode original =
                wharf.json("collection", "show", CASE, "--as", LEGAL, "--files")
                        .path("originals")
                        .path(0);

        assertThat(original.path("files").intValue()).isEqualTo(2);
        assertThat(original.path("sums").toString())
                .contains(digest("a photo".getBytes(StandardCharsets.UTF_8)) + "  " + Chats.PHOTO);
        assertThat(original.path("filesSha256").stringValue()).hasSize(64);
    }

    @Test
    void anOriginalThatComesAgainIsOnRecordAndNothingIsAddedTwice() {
        collect().succeeded();
        wharf.run(
                        "import",
                        "WhatsApp Chat with Secret deal.txt",
                        "--users",
                        "users.csv",
                        "--zone",
                        "UTC",
                        "--match-names",
                        "--collection",
                        CASE,
                        "--device",
                        "the same again")
                .succeeded();

        JsonNode originals = custody().path("originals");

        assertThat(originals).hasSize(2);
        assertThat(originals.path(1).path("outcome").stringValue()).isEqualTo("duplicate");
        assertThat(originals.path(1).path("device").stringValue()).isEqualTo("the same again");
        assertThat(insideJson("show").path("items")).hasSize(3);
    }

    @Test
    void aConnectorBringsNothingOfItAnywhere() {
        try (Destinations destinations = new Destinations(ANA)) {
            ordinary();
            collect().succeeded();
            destinations.secrets(wharf);
            wharf.write("both.yaml", destinations.file("both", "manual"));
            wharf.run("connector", "create", "both.yaml", "--accept-terms").succeeded();

            JsonNode plan =
                    wharf.json("connector", "plan", "both", "--users", "users.csv", "--all");
            wharf.run("connector", "run", "both", "--users", "users.csv");

            List<String> ordinary = new ArrayList<>();
            wharf.json("show", ANA)
                    .path("items")
                    .forEach(item -> ordinary.add(item.path("item").stringValue()));
            assertThat(destinations.inDovecot(ANA)).hasSize(ordinary.size());
            assertThat(destinations.inDovecot(ANA))
                    .allMatch(id -> ordinary.stream().anyMatch(id::contains));
            assertThat(plan.toString()).doesNotContain("collection.wharf.invalid");
        }
    }

    @Test
    void itSurvivesARebuild() {
        collect().succeeded();
        JsonNode before = custody();

        inside("rebuild").succeeded();

        JsonNode after = custody();
        assertThat(after.path("originals")).isEqualTo(before.path("originals"));
        assertThat(after.path("readers")).isEqualTo(before.path("readers"));
        assertThat(insideJson("search", "tortoise").path("total").intValue()).isEqualTo(2);
    }

    @Test
    void itIsBackedUpAndRestoredByItself() {
        JsonNode made =
                wharf.json(
                        "import",
                        "WhatsApp Chat with Secret deal.txt",
                        "--collection",
                        CASE,
                        "--collection-reader",
                        LEGAL);
        String key = made.path("recoveryKey").stringValue();
        wharf.answering(key + "\n", "keys", "confirm-recovery", "--collection", CASE).succeeded();
        wharf.run("backup", "copy", "--collection", CASE).succeeded();
        wharf.with("WHARF_HOME", folder.resolve("elsewhere").toString());

        wharf.answering(key + "\n", "restore", "copy", "--collection", CASE).succeeded();

        assertThat(custody().path("originals")).hasSize(1);
        assertThat(insideJson("show").path("items")).hasSize(3);
    }

    @Test
    void aBackupOfTheHomeSaysThatItIsNotInIt() throws IOException {
        JsonNode made = wharf.json("import", "WhatsApp Chat with Offer.txt");
        wharf.answering(made.path("recoveryKey").stringValue() + "\n", "keys", "confirm-recovery")
                .succeeded();
        collect().succeeded();

        Wharf.Result backup = wharf.run("backup", "copy").succeeded();

        assertThat(backup.err()).contains("1 collection is not in this backup");
        try (Stream<Path> all = Files.walk(folder.resolve("copy"))) {
            assertThat(all.map(Path::toString)).noneMatch(one -> one.contains("hr-2026-014"));
        }
    }

    @Test
    void aNewOneNeedsReadersBeforeAnythingIsMade() {
        Wharf.Result refused =
                wharf.run("import", "WhatsApp Chat with Secret deal.txt", "--collection", CASE);

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--collection-reader");
        assertThat(wharf.home()).doesNotExist();
    }

    @Test
    void itsReadersAreAddedToExplicitly() {
        collect().succeeded();

        Wharf.Result other = collect("--collection-reader", ANA);
        Wharf.Result unreasoned = wharf.run("collection", "add-reader", CASE, ANA);
        wharf.run("collection", "add-reader", CASE, ANA, "--reason", "asked by counsel")
                .succeeded();

        assertThat(other.exit()).isEqualTo(6);
        assertThat(other.err()).contains("add-reader");
        assertThat(unreasoned.err()).contains("--reason");
        assertThat(wharf.run("show", "--collection", CASE, "--as", ANA).exit()).isZero();
        assertThat(wharf.json("collection", "list").toString()).contains(ANA, LEGAL, CASE);
    }

    @Test
    void nobodyButTheOwnerOfTheHomeReadsItsFolders() throws IOException {
        collect().succeeded();

        for (String place : List.of("", "collections", "collections/hr-2026-014")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(wharf.home().resolve(place))))
                    .isEqualTo("rwx------");
        }
        ordinary();
    }

    @Test
    void itTakesInWhileAnotherProcessHasTheHome() {
        ordinary();
        try (Home _ =
                new EmbeddedHomes(PreparedSite.ACTOR, Clock.systemUTC())
                        .open(
                                wharf.home(),
                                Configuration.load(
                                        wharf.home().resolve("config.yaml"),
                                        Map.of(),
                                        wharf.home()))) {
            collect().succeeded();

            assertThat(insideJson("show").path("items")).hasSize(3);
        }
    }

    @Test
    void itHasAPassphraseOfItsOwn() {
        ordinary();
        Path secret = wharf.write("secret", "a long passphrase of the case\n");
        secret.toFile().setReadable(false, false);
        secret.toFile().setReadable(true, true);
        wharf.with("WHARF_PASSPHRASE_FILE", secret.toString());
        collect().succeeded();
        assertThat(inside("show").exit()).isZero();
        wharf.with("WHARF_PASSPHRASE_FILE", "");

        assertThat(inside("show").exit()).isNotZero();
        assertThat(wharf.run("show", ANA).exit()).isZero();
        JsonNode listed = wharf.json("collection", "list").path("collections").path(0);
        assertThat(listed.path("problem").stringValue()).contains("passphrase");
        assertThat(listed.path("readers")).isEmpty();
    }

    @Test
    void itsScopeAppliesBeforeAnythingIsArchived() {
        StringBuilder large = new StringBuilder(SEIZED);
        for (int i = 0; i < 10_000; i++) {
            large.append("9/16/26, 9:00\u202FAM - +33 6 12 34 56 78: Private matter ")
                    .append(i)
                    .append('\n');
        }
        wharf.write("WhatsApp Chat with Secret deal.txt", large.toString());

        collect("--only-person", "+44 7700 900123", "--from", "2026-09-01", "--until", "2026-09-15")
                .succeeded();

        assertThat(insideJson("search", "*").path("total").intValue()).isOne();
        assertThat(insideJson("search", "private").path("total").intValue()).isZero();
        JsonNode original = custody().path("originals").path(0);
        assertThat(original.path("events").intValue()).isOne();
        assertThat(original.path("leftOut").intValue()).isEqualTo(10_002);
        assertThat(original.path("kept").booleanValue()).isFalse();
        assertThat(original.path("scope").path("people").path(0).stringValue())
                .isEqualTo("+44 7700 900123");
        assertThat(original.path("sha256").stringValue())
                .isEqualTo(digest(large.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(insideJson("redecode", "--all").path("originals").intValue()).isZero();
        assertThat(insideJson("audit", "--type", "purge").path("entries")).hasSize(1);
        assertThat(insideJson("runs", "run-000001").path("sources").path(0).path("senders").size())
                .isOne();
        assertThat(inside("verify").exit()).isZero();
    }

    @Test
    void anOrdinaryImportHasAScopeToo() {
        wharf.run(
                        "import",
                        "WhatsApp Chat with Offer.txt",
                        "WhatsApp Chat with Secret deal.txt",
                        "--users",
                        "users.csv",
                        "--zone",
                        "UTC",
                        "--only-chat",
                        "off*")
                .succeeded();

        assertThat(wharf.json("search", "tortoise").path("total").intValue()).isZero();
        assertThat(wharf.json("show", ANA).path("items").size()).isEqualTo(7);
    }

    @Test
    void anItemOfAScopedImportIsErasedForGood() {
        collect("--until", "2026-09-14").succeeded();
        String item = insideJson("show").path("items").path(0).path("item").stringValue();

        inside("erase", item, "--reason", "court order", "--yes").succeeded();

        assertThat(inside("show", item).exit()).isNotZero();
        assertThat(inside("verify").exit()).isZero();
    }

    @Test
    void itHasNoConnectorsNoQuarantineAndNoSite() {
        collect().succeeded();
        String place = wharf.home().resolve("collections/hr-2026-014").toString();

        List<Wharf.Result> refused =
                List.of(
                        inside("connector", "list"),
                        wharf.run("connector", "run", "x", "--home", place),
                        inside("quarantine", "replay"),
                        wharf.run("up", "--home", place),
                        wharf.run("import", "WhatsApp Chat with Offer.txt", "--home", place));

        assertThat(refused).extracting(Wharf.Result::exit).containsOnly(6);
        assertThat(refused)
                .extracting(Wharf.Result::err)
                .allMatch(err -> err.contains("collection HR-2026-014"));
        assertThat(insideJson("show").path("items")).hasSize(3);
    }

    @Test
    void anOrdinaryArchiveIsNotLookedIntoAsACollection() {
        ordinary();

        assertThat(wharf.run("mailboxes", "--as", LEGAL).err()).contains("no collection");
        assertThat(wharf.run("mailboxes", "--collection", "OTHER").err())
                .contains("There is no collection OTHER");
        assertThat(wharf.run("show").err()).contains("Name a mailbox");
    }
}
