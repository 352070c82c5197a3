package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;
import dev.wharf.site.credential.Issued;
import dev.wharf.site.feed.HttpSealedJournal;
import dev.wharf.site.feed.SiteAddress;
import dev.wharf.site.feed.SiteUploads;
import dev.wharf.site.http.Access;
import dev.wharf.site.journal.OpenedFeed;
import dev.wharf.testkit.MemoryKeyVault;
import dev.wharf.testkit.imap.CuttingProxy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// `tools/wharf-upload` against the site that ships.
class PhoneUploadTest {
    private static final String BACKUP = "msgstore.db.crypt15";
    private static final AtomicInteger PHONES = new AtomicInteger();

    @TempDir private static Path home;
    private static final MemoryKeyVault VAULT = new MemoryKeyVault();
    private static RunningSite site;
    private static String connector;

    @TempDir private Path folder;
    private final Random random = new Random(7);

    @BeforeAll
    static void start() throws IOException {
        PreparedSite prepared = new PreparedSite(home.resolve("home"), VAULT);
        connector = prepared.firstStart().getOrDefault(Access.CONNECTOR, "");
        site = new RunningSite(prepared);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    static List<String> shells() {
        return PhoneWithClient.shells();
    }

    /// A person with a phone whose credential is new.
    private record Enrolled(Account account, String credential, String password) {}

    private static Enrolled enrol() {
        String name = "phone-" + PHONES.incrementAndGet();
        Account account =
                site.open
                        .accounts()
                        .enrol(
                                new NewAccount(
                                        name,
                                        new EmailAddress(name + "@corp.example"),
                                        "",
                                        new MethodForm("upload", Map.of()),
                                        List.of()),
                                PreparedSite.ACTOR);
        Issued issued =
                site.open
                        .credentials()
                        .create(name, Access.UPLOADER, account.id(), PreparedSite.ACTOR);
        return new Enrolled(
                account, name, new String(issued.password().bytes(), StandardCharsets.US_ASCII));
    }

    private byte[] backup(int length) {
        byte[] backup = new byte[length];
        random.nextBytes(backup);
        return backup;
    }

    private PhoneWithClient phone(Enrolled owner, String shell, URI at, String... more)
            throws IOException {
        return new PhoneWithClient(folder.resolve(owner.credential()), shell)
                .configured(at, owner.credential(), owner.password(), more);
    }

    private PhoneWithClient phone(Enrolled owner) throws IOException {
        return phone(owner, "sh", site.process.address());
    }

    /// What the archive finds of an account, oldest first.
    private static List<CaptureRecord> captures(Enrolled owner) {
        try (Feed feed = feed()) {
            return feed.after(0, 1000).stream()
                    .filter(r -> owner.account().id().equals(r.envelope().account()))
                    .toList();
        }
    }

    private static byte[] content(CaptureRecord record) throws IOException {
        try (Feed feed = feed();
                CaptureBody body = feed.open(record);
                InputStream in = body.stream()) {
            return in.readAllBytes();
        }
    }

    private static Feed feed() {
        return new OpenedFeed(new HttpSealedJournal(address("archive", connector), _ -> {}), VAULT);
    }

    private static SiteAddress address(String name, String password) {
        return new SiteAddress(
                site.process.address(),
                name,
                Secret.copyOf(password.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theNewestBackupIsHandedInOnceAndNothingElse(String shell) throws Exception {
        Enrolled owner = enrol();
        byte[] messages = backup(300_001);
        PhoneWithClient phone =
                phone(owner, shell, site.process.address())
                        .with("msgstore-2026-11-27.1.db.crypt15", backup(10))
                        .with("msgstore.db.crypt14", backup(20));
        Files.setLastModifiedTime(
                phone.file("msgstore.db.crypt14"),
                java.nio.file.attribute.FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        phone.with(BACKUP, messages).with("wa.db.crypt15", backup(1000));

        PhoneWithClient.Run first = phone.run();
        PhoneWithClient.Run second = phone.run();

        assertThat(first).as(first.toString()).extracting(PhoneWithClient.Run::exit).isEqualTo(0);
        assertThat(first.out().lines()).hasSize(1);
        assertThat(first.out()).containsPattern(BACKUP + ": handed in, 300001 bytes, record \\d+");
        assertThat(second.exit()).isEqualTo(0);
        assertThat(second.out()).containsPattern(BACKUP + ": unchanged since record \\d+");
        List<CaptureRecord> captures = captures(owner);
        assertThat(captures).extracting(record -> record.envelope().name()).containsExactly(BACKUP);
        assertThat(captures)
                .extracting(record -> record.envelope().source())
                .containsOnly(SourceKind.ANDROID_BACKUP);
        assertThat(content(captures.get(0))).isEqualTo(messages);
        assertThat(captures.get(0).envelope().options())
                .isEqualTo(Map.of("owner", owner.credential() + "@corp.example"));
    }

    @Test
    void howeverTheLineBreaksTheWholeArrives() throws Exception {
        Enrolled owner = enrol();
        byte[] messages = backup(1_000_000);
        try (CuttingProxy line =
                CuttingProxy.to(
                        site.process.address().getPort(), () -> 500 + random.nextInt(500_000))) {
            URI at = URI.create("http://127.0.0.1:" + line.port());
            PhoneWithClient phone = phone(owner, "sh", at, "attempts 100").with(BACKUP, messages);

            PhoneWithClient.Run run = phone.run();

            assertThat(run.exit()).as(run.toString()).isEqualTo(0);
            assertThat(line.cuts()).isPositive();
            assertThat(phone.seen()).anyMatch(call -> call.matches(".*offset=[1-9].*"));
        }
        assertThat(captures(owner)).hasSize(1);
        assertThat(content(captures(owner).getFirst())).isEqualTo(messages);
    }

    @Test
    void twoClientsAtOnceHandInOneBackup() throws Exception {
        Enrolled owner = enrol();
        byte[] messages = backup(2_000_000);
        try (CuttingProxy line =
                CuttingProxy.to(
                        site.process.address().getPort(),
                        () -> 100_000 + random.nextInt(700_000))) {
            URI at = URI.create("http://127.0.0.1:" + line.port());
            PhoneWithClient one =
                    new PhoneWithClient(folder.resolve("one"), "sh")
                            .configured(at, owner.credential(), owner.password(), "attempts 100")
                            .with(BACKUP, messages);
            PhoneWithClient two =
                    new PhoneWithClient(folder.resolve("two"), "sh")
                            .configured(at, owner.credential(), owner.password(), "attempts 100")
                            .with(BACKUP, messages);

            Process first = one.start();
            Process second = two.start();

            assertThat(one.ended(first).exit()).isEqualTo(0);
            assertThat(two.ended(second).exit()).isEqualTo(0);
        }
        assertThat(captures(owner)).hasSize(1);
        assertThat(content(captures(owner).getFirst())).isEqualTo(messages);
    }

    @Test
    void aBackupThatChangesUnderwayIsHandedInAsItIsThen() throws Exception {
        Enrolled owner = enrol();
        PhoneWithClient phone = phone(owner).with(BACKUP, backup(400_000));
        byte[] changed = backup(400_000);
        Files.write(folder.resolve("changed"), changed);
        phone.tool(
                "dd",
                "mv '%s' '%s' 2>/dev/null"
                        .formatted(folder.resolve("changed"), phone.file(BACKUP)));

        PhoneWithClient.Run run = phone.run();

        assertThat(run.exit()).as(run.toString()).isEqualTo(0);
        assertThat(captures(owner)).hasSize(1);
        assertThat(content(captures(owner).getFirst())).isEqualTo(changed);
    }

    @Test
    void aBackupThatIsNeverTheSameIsGivenUp() throws Exception {
        Enrolled owner = enrol();
        PhoneWithClient phone = phone(owner).with(BACKUP, backup(100_000));
        phone.tool("dd", "printf x >>'%s'".formatted(phone.file(BACKUP)));

        PhoneWithClient.Run run = phone.run();

        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.out()).contains("becomes another file");
        assertThat(captures(owner)).isEmpty();
    }

    @Test
    void nobodyOnThePhoneSeesPasswordOrToken() throws Exception {
        Enrolled owner = enrol();
        PhoneWithClient phone = phone(owner).with(BACKUP, backup(1000));

        assertThat(phone.run().exit()).isEqualTo(0);

        assertThat(phone.seen()).isNotEmpty();
        assertThat(phone.seen())
                .noneMatch(call -> call.contains(owner.password()) || call.contains("Bearer"));
        assertThat(phone.state())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("handed-in");
        assertThat(phone.run().out()).contains("unchanged");
    }

    @Test
    void aClientThatForgotIsToldWhatTheSiteHas() throws Exception {
        Enrolled owner = enrol();
        PhoneWithClient phone = phone(owner).with(BACKUP, backup(1000));
        phone.run();
        Files.delete(phone.state().getFirst());

        PhoneWithClient.Run run = phone.run();

        assertThat(run.exit()).isEqualTo(0);
        assertThat(run.out()).contains("the site has it, as record");
        assertThat(captures(owner)).hasSize(1);
    }

    @Test
    void aRefusedCredentialIsSaidToBeSo() throws Exception {
        Enrolled owner = enrol();
        PhoneWithClient phone =
                new PhoneWithClient(folder.resolve("x"), "sh")
                        .configured(site.process.address(), owner.credential(), "wrong-one")
                        .with(BACKUP, backup(1000));
        assertThat(phone.run())
                .satisfies(run -> assertThat(run.exit()).isEqualTo(3))
                .satisfies(run -> assertThat(run.err()).contains(owner.credential()));
        PhoneWithClient good = phone(owner).with(BACKUP, backup(1000));

        site.open.accounts().disable(owner.account().id(), "left", PreparedSite.ACTOR);

        assertThat(good.run())
                .satisfies(run -> assertThat(run.exit()).isEqualTo(3))
                .satisfies(run -> assertThat(run.err()).contains("disabled"));

        site.open.credentials().revoke(owner.credential(), PreparedSite.ACTOR);

        assertThat(good.run().exit()).isEqualTo(3);
        assertThat(captures(owner)).isEmpty();
    }

    @Test
    void aSiteThatIsAwayIsTriedAgainAndThenLeft() throws Exception {
        PhoneWithClient phone =
                new PhoneWithClient(folder.resolve("x"), "sh")
                        .configured(
                                URI.create("http://127.0.0.1:" + freePort()),
                                "phone",
                                "some-word",
                                "attempts 3")
                        .with(BACKUP, backup(1000));

        PhoneWithClient.Run run = phone.run();

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("cannot be reached");
        assertThat(phone.seen()).hasSize(3);
    }

    @Test
    void whatIsMissingOrUnreadableIsSaidToBeSo() throws Exception {
        PhoneWithClient phone = phone(enrol());
        assertThat(phone.run().exit()).isEqualTo(5);

        phone.with(BACKUP, new byte[0]);
        assertThat(phone.run().exit()).isEqualTo(5);

        phone.with("msgstore-increment-1-2026.crypt15", new byte[1]).with(BACKUP, backup(1000));
        assertThat(phone.run())
                .satisfies(run -> assertThat(run.exit()).isEqualTo(0))
                .satisfies(run -> assertThat(run.out()).contains("increments"));
    }

    @Test
    void aConfigurationThatOthersMayReadOrThatSendsThePasswordInTheClearIsRefused()
            throws Exception {
        PhoneWithClient phone =
                new PhoneWithClient(folder.resolve("x"), "sh").with(BACKUP, backup(1000));
        for (String address :
                List.of(
                        "http://capture.firm.example",
                        "http://127.0.0.1@capture.firm.example",
                        "http://127.0.0.1:80@capture.firm.example",
                        "http://127.0.0.1.firm.example",
                        "ftp://127.0.0.1",
                        "https://a/b",
                        "capture.firm.example")) {
            phone.configured(URI.create(address), "phone", "word");
            assertThat(phone.run().exit()).as(address).isEqualTo(2);
        }
        for (String more : List.of("colour blue", "wait soon", "password \"", "credential A b")) {
            phone.configured(site.process.address(), "phone", "word", more);
            assertThat(phone.run().exit()).as(more).isEqualTo(2);
        }
        for (String rights : List.of("rw-r-----", "rw----r--", "rwx------", "rw--w----")) {
            phone.configured(site.process.address(), "phone", "word");
            Files.setPosixFilePermissions(phone.config(), PosixFilePermissions.fromString(rights));
            assertThat(phone.run())
                    .satisfies(run -> assertThat(run.exit()).as(rights).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err()).contains("chmod 600"));
        }
        assertThat(phone.seen()).isEmpty();
    }

    @Test
    void aSiteThatIsKilledHasWhatCameBefore() throws Exception {
        Path there = folder.resolve("killed");
        PreparedSite prepared = new PreparedSite(there.resolve("home"), VAULT);
        int port = freePort();
        prepared.with("WHARF_SITE_LISTEN", "127.0.0.1:" + port);
        prepared.firstStart();
        Account account =
                prepared.enrol(
                        "447700900009", "p@corp.example", new MethodForm("upload", Map.of()));
        String password;
        try (var open = prepared.open(java.time.Clock.systemUTC())) {
            Issued issued =
                    open.credentials()
                            .create("p", Access.UPLOADER, account.id(), PreparedSite.ACTOR);
            password = new String(issued.password().bytes(), StandardCharsets.US_ASCII);
        }
        Path half = folder.resolve("half");
        Path go = folder.resolve("go");
        PhoneWithClient phone =
                new PhoneWithClient(folder.resolve("x"), "sh")
                        .configured(URI.create("http://127.0.0.1:" + port), "p", password)
                        .with(BACKUP, backup(3_000_000));
        phone.tool(
                "dd",
                """
                if [ ! -e '%1$s' ]; then
                    PATH=${PATH#*:} dd "$@" | head -c 2000000
                    : >'%1$s'
                    while [ ! -e '%2$s' ]; do sleep 0.05; done
                    exit
                fi"""
                        .formatted(half, go));
        Process client;
        try (KilledSite _ = new KilledSite(prepared, there)) {
            client = phone.start();
            while (arrived(prepared.directory()) < 1_000_000) {
                assertThat(client.isAlive()).isTrue();
                Thread.sleep(20);
            }
        }
        PhoneWithClient.Run run;
        try (KilledSite _ = new KilledSite(prepared, there)) {
            Files.createFile(go);
            run = phone.ended(client);
        }

        assertThat(run.exit()).as(run.toString()).isEqualTo(0);
        assertThat(phone.seen()).anyMatch(call -> call.matches(".*offset=[1-9][0-9]{5,}.*"));
    }

    private static long arrived(Path site) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(site.resolve("uploads"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Test
    void whatWharfItselfHandsInGoesOnWhereItWasToo() throws Exception {
        Enrolled owner = enrol();
        byte[] messages = backup(9_000_000);
        ContentDigest digest =
                new ContentDigest(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(messages)));
        CaptureEnvelope envelope =
                new CaptureEnvelope(
                        SourceKind.ANDROID_BACKUP, null, BACKUP, Instant.EPOCH, Map.of());
        try (SiteUploads uploads =
                new SiteUploads(address(owner.credential(), owner.password()), _ -> {})) {
            InputStream torn = new TornStream(messages, 5_000_000);
            assertThatThrownBy(() -> uploads.upload(envelope, digest, () -> torn, messages.length))
                    .hasMessage("torn");
            ByteArrayInputStream whole = new ByteArrayInputStream(messages);

            SiteUploads.Handed handed =
                    uploads.upload(envelope, digest, () -> whole, messages.length);

            assertThat(handed.known()).isFalse();
            assertThat(uploads.upload(envelope, digest, () -> torn, messages.length))
                    .isEqualTo(new SiteUploads.Handed(handed.sequence(), true));
        }
        assertThat(captures(owner)).hasSize(1);
        assertThat(content(captures(owner).getFirst())).isEqualTo(messages);
    }

    private static final class TornStream extends ByteArrayInputStream {
        TornStream(byte[] whole, int length) {
            super(whole, 0, length);
        }

        @Override
        public byte[] readNBytes(int length) throws IOException {
            byte[] some = super.readNBytes(length);
            if (some.length < length) {
                throw new IOException("torn");
            }
            return some;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
