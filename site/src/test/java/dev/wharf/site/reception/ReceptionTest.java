package dev.wharf.site.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.Secret;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.fetch.FetchPolicy;
import dev.wharf.site.fetch.MediaFetcher;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Webhooks of a made-up source: every line is an update, `account word`, and one that names a file
/// ends with `#id`.
class ReceptionTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-09-14T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path home;
    private final MemoryKeyVault vault = new MemoryKeyVault();
    private final List<String> excluded = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private FileJournal journal;
    private SiteDatabase database;
    private MediaFetcher fetcher;
    private Reception reception;
    private Feed feed;

    @BeforeEach
    void open() {
        journal =
                FileJournal.open(
                        home,
                        ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey(),
                        new SecureRandom());
        database = SiteDatabase.open(home);
        fetcher =
                new MediaFetcher(
                        journal,
                        database,
                        _ -> Optional.empty(),
                        new NoAlerts(),
                        CLOCK,
                        FetchPolicy.DEFAULT,
                        1_000);
        reception =
                new Reception(
                        journal,
                        new ByWord(),
                        fetcher,
                        Reception.Listener.NONE,
                        account -> Optional.of("mailbox of " + account),
                        CLOCK);
        feed = journal.feed(vault);
    }

    @AfterEach
    void close() {
        feed.close();
        database.close();
        journal.close();
    }

    private static final class NoAlerts implements Alerts {
        @Override
        public void raise(Alert alert) {}

        @Override
        public void clear(Alert.Kind kind, String subject) {}
    }

    private static final class Lines implements EnvelopeReader {
        @Override
        public List<UpdateEnvelope> read(byte[] body) {
            List<UpdateEnvelope> updates = new ArrayList<>();
            int at = 0;
            for (String line : new String(body, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                updates.add(update(line, at));
                at += line.length() + 1;
            }
            return updates;
        }

        private static UpdateEnvelope update(String line, int at) {
            String[] words = line.split("#", 2);
            return new UpdateEnvelope(
                    "line at " + at,
                    at,
                    at + line.length(),
                    UpdateEnvelope.Kind.CHAT,
                    words[0].split(" ", -1)[0],
                    null,
                    null,
                    ChatKind.DIRECT,
                    null,
                    words[0],
                    null,
                    null,
                    words.length < 2
                            ? List.of()
                            : List.of(new MediaNeed(words[1], words[0], null, null, -1)));
        }

        @Override
        public byte[] without(byte[] body, Collection<UpdateEnvelope> excluded) {
            byte[] cut = body.clone();
            for (UpdateEnvelope update : excluded) {
                java.util.Arrays.fill(cut, update.from(), update.to(), (byte) '-');
            }
            return cut;
        }
    }

    /// `ana` and `ben` are enrolled; what says `private` is excluded; `ours` is nobody's but kept.
    private final class ByWord implements Admission {
        @Override
        public Decision decide(SourceKind source, UpdateEnvelope update) {
            String account = String.valueOf(update.account());
            if (String.valueOf(update.messageId()).contains("private")) {
                return new Decision.Exclude(account, "chat excluded");
            }
            return switch (account) {
                case "ana", "ben" -> new Decision.Keep(account + "@firm.example");
                default -> new Decision.Unenrolled(account.equals("ours"));
            };
        }

        @Override
        public void exclude(Decision.Exclude decision, UpdateEnvelope update) {
            excluded.add(decision.account() + ": " + decision.rule());
        }

        @Override
        public void settle() {}
    }

    private Reception.Outcome accept(String body) throws IOException {
        return reception.accept(
                new Reception.Channel(SourceKind.CLOUD_API, "main", new Lines()),
                body.getBytes(StandardCharsets.ISO_8859_1),
                Map.of("signature", "sha256=abc"));
    }

    private List<String> captures() throws IOException {
        List<String> captures = new ArrayList<>();
        for (CaptureRecord record : feed.after(0, 100)) {
            try (CaptureBody body = feed.open(record);
                    InputStream in = body.stream()) {
                captures.add(
                        record.envelope().account()
                                + ": "
                                + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return captures;
    }

    @Test
    void aBodyOfOneAccountIsSealedAsItCameWithItsSignature() throws IOException {
        Reception.Outcome outcome = accept("ana one\nana two");

        assertThat(captures()).containsExactly("ana@firm.example: ana one\nana two");
        assertThat(feed.after(0, 1).getFirst().envelope().options())
                .containsEntry("signature", "sha256=abc")
                .containsEntry("origin", "main")
                .containsEntry("owner", "mailbox of ana@firm.example")
                .doesNotContainKey("cut-from");
        assertThat(outcome).isEqualTo(new Reception.Outcome(2, 0));
    }

    @Test
    void everyAccountOfABodyGetsWhatIsItsOwn() throws IOException {
        accept("ana one\nben two\nana three");

        assertThat(captures())
                .containsExactly(
                        "ana@firm.example: ana one\n-------\nana three",
                        "ben@firm.example: -------\nben two\n---------");
        assertThat(feed.after(0, 1).getFirst().envelope().options())
                .containsEntry("cut-updates", "1")
                .containsEntry(
                        "cut-from",
                        Digests.sha256(
                                "ana one\nben two\nana three".getBytes(StandardCharsets.UTF_8)))
                .doesNotContainKey("signature");
    }

    @Test
    void whatMayNotBeKeptIsCutOutAndCounted() throws IOException {
        Reception.Outcome outcome = accept("ana one\nana private");

        assertThat(captures()).containsExactly("ana@firm.example: ana one\n-----------");
        assertThat(excluded).containsExactly("ana: chat excluded");
        assertThat(outcome).isEqualTo(new Reception.Outcome(1, 1));
    }

    @Test
    void whatIsAllExcludedLeavesNoRecord() throws IOException {
        accept("ana private\nstranger says");

        assertThat(captures()).isEmpty();
    }

    @Test
    void whatIsOursIsKeptThoughNobodyIsEnrolledForIt() throws IOException {
        accept("ours says");

        assertThat(captures()).containsExactly("null: ours says");
    }

    @Test
    void whatNamesFilesAwaitsThem() throws IOException {
        accept("ana photo#m1");

        assertThat(captures()).isEmpty();
        assertThat(fetcher.backlog()).isEqualTo(1);
    }

    // --- the routes
    // -------------------------------------------------------------------------------

    private Reply call(Method method, Map<String, String> headers, String query, byte[] body)
            throws IOException {
        Hook hook = new Hook("main", ReceptionTest::proof, secret("token"));
        WebhookRoutes routes =
                new WebhookRoutes(
                        reception,
                        new Lines(),
                        name -> name.equals("main") ? Optional.of(hook) : Optional.empty(),
                        _ -> Optional.empty(),
                        new Counted());
        Route route =
                routes.routes().stream()
                        .filter(one -> one.method() == method)
                        .filter(one -> one.path().startsWith("/webhook/cloud/"))
                        .findFirst()
                        .orElseThrow();
        return route.handler().handle(new Call(method, "main", headers, query, body.clone()));
    }

    private final class Counted implements WebhookRoutes.Counts {
        @Override
        public void accepted(String source, long nanos) {}

        @Override
        public void refused(String origin, String reason) {
            refused.add(origin + ": " + reason);
        }
    }

    private static Map<String, String> proof(byte[] body, Map<String, String> headers) {
        String given = String.valueOf(headers.get("x-hub-signature-256"));
        return List.of("old secret", "test_app_secret").stream()
                .filter(secret -> given.equals("sha256=" + mac(secret, body)))
                .map(_ -> Map.of("x-hub-signature-256", given))
                .findFirst()
                .orElse(Map.of());
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(
            Method method, String hook, Map<String, String> headers, String query, byte[] bytes)
            implements Request {
        @Override
        public String path(String name) {
            return hook;
        }

        @Override
        public Optional<String> query(String name) {
            return List.of(query.split("&", -1)).stream()
                    .filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> pair.substring(name.length() + 1))
                    .findFirst();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public Optional<Caller> caller() {
            return Optional.empty();
        }

        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Map<String, String> form() {
            return new TreeMap<>();
        }
    }

    private static String mac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(Reply reply) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reply.body().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSignedBodyIsTaken() throws IOException {
        byte[] body = "ana says".getBytes(StandardCharsets.UTF_8);

        for (String secret : List.of("test_app_secret", "old secret")) {
            Reply reply =
                    call(
                            Method.POST,
                            Map.of("x-hub-signature-256", "sha256=" + mac(secret, body)),
                            "",
                            body);
            assertThat(reply.status()).isEqualTo(200);
        }

        assertThat(captures()).hasSize(2);
    }

    @Test
    void whatIsNotSignedIsRefusedAndLeavesNothing() throws IOException {
        byte[] body = "ana says".getBytes(StandardCharsets.UTF_8);
        for (String signature :
                List.of("", "sha256=", "sha256=zz", "sha1=abc", "sha256=" + mac("wrong", body))) {
            Reply reply = call(Method.POST, Map.of("x-hub-signature-256", signature), "", body);
            assertThat(reply.status()).isEqualTo(401);
        }
        assertThat(call(Method.POST, Map.of(), "", body).status()).isEqualTo(401);

        assertThat(captures()).isEmpty();
        assertThat(refused).hasSize(6).allMatch("main: signature"::equals);
    }

    @Test
    void metaVerifiesTheAddressWithTheToken() throws IOException {
        Reply right =
                call(
                        Method.GET,
                        Map.of(),
                        "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=token",
                        new byte[0]);
        Reply wrong =
                call(
                        Method.GET,
                        Map.of(),
                        "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=other",
                        new byte[0]);
        Reply script =
                call(
                        Method.GET,
                        Map.of(),
                        "hub.mode=subscribe&hub.challenge=<script>&hub.verify_token=token",
                        new byte[0]);

        assertThat(right.status()).isEqualTo(200);
        assertThat(text(right)).isEqualTo("1158201444");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(script.status()).isEqualTo(401);
    }
}
