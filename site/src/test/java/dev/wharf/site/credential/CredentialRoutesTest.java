package dev.wharf.site.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.ledger.Outcome;
import dev.wharf.site.api.Actors;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestSite;
import dev.wharf.store.key.Argon2id;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class CredentialRoutesTest {
    @TempDir Path directory;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger salts = new AtomicInteger();
    private TestSite site;
    private PasswordHasher hasher;
    private Credentials credentials;
    private Tokens tokens;
    private List<Route> routes;
    private String password;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        hasher = new PasswordHasher(2, this::cheap);
        credentials = new Credentials(site.database, site.audit, hasher, random, site.clock);
        tokens = new Tokens(site.database, random, site.clock, Duration.ofMinutes(15));
        SignIn signIn =
                new SignIn(
                        site.database,
                        site.audit,
                        hasher,
                        tokens,
                        new LockOut(site.clock),
                        random,
                        site.clock);
        routes = new CredentialRoutes(signIn, credentials, tokens, new Actors("host")).routes();
        List<Issued> first = new FirstStart(site.database, credentials).run(TestSite.ADMIN);
        password = new String(first.getFirst().password().bytes(), StandardCharsets.US_ASCII);
    }

    private Argon2id cheap() {
        byte[] salt = new byte[16];
        salt[0] = (byte) salts.incrementAndGet();
        return new Argon2id(salt, 8, 1, 1);
    }

    @AfterEach
    void close() {
        hasher.close();
        site.close();
    }

    @Test
    void theFirstStartMakesBothCredentialsAndTheSecondNone() {
        assertThat(credentials.all())
                .extracting(Credential::name, Credential::role)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("admin", Access.ADMINISTRATOR),
                        org.assertj.core.api.Assertions.tuple("archive", Access.CONNECTOR));
        assertThat(new FirstStart(site.database, credentials).run(TestSite.ADMIN)).isEmpty();
        assertThat(password).hasSizeGreaterThan(30);
    }

    @Test
    void aSignInGivesATokenOfAQuarterOfAnHour() {
        String token = signIn("admin", password).member("token");

        assertThat(tokens.caller(token))
                .hasValueSatisfying(
                        caller -> {
                            assertThat(caller.name()).isEqualTo("admin");
                            assertThat(caller.role()).isEqualTo(Access.ADMINISTRATOR);
                        });
        assertThat(tokens.caller(token + "x")).isEmpty();
        site.clock.pass(Duration.ofMinutes(15));
        assertThat(tokens.caller(token)).isEmpty();
    }

    @Test
    void aWrongPasswordAndAWrongNameAreAnsweredAlike() {
        var wrongPassword = signIn("admin", "wrong");
        var wrongName = signIn("nobody", "wrong");

        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongName).isEqualTo(wrongPassword);
        assertThat(site.audit.after(2, 10))
                .extracting(entry -> entry.act().actor().id(), entry -> entry.act().outcome())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("admin", Outcome.REFUSED),
                        org.assertj.core.api.Assertions.tuple("unknown", Outcome.REFUSED));
    }

    @Test
    void guessingIsSlowedDownForNamesThatExistAndThoseThatDoNot() {
        for (String name : List.of("admin", "nobody")) {
            for (int i = 0; i < LockOut.FREE_BY_NAME; i++) {
                signIn(name, "wrong");
            }
            var slowed = signIn(name, password);

            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.headers()).containsEntry("Retry-After", "2");
        }
    }

    @Test
    void anAttackerElsewhereDoesNotLockTheAdministratorOut() {
        signIn("admin", password);
        for (int i = 0; i < 50; i++) {
            TestRequest.post("/v1/sign-in", credentials("admin", "wrong"))
                    .from("198.51.100." + i)
                    .sendTo(routes);
        }

        assertThat(signIn("admin", password).status()).isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsTheTokensOfTheOld() {
        String token = signIn("admin", password).member("token");
        var chosen =
                TestRequest.post(
                                "/v1/password",
                                "{\"current\":\"%s\",\"new\":\"a much longer one\"}"
                                        .formatted(password))
                        .sendTo(routes);

        assertThat(chosen.status()).isEqualTo(204);
        assertThat(tokens.caller(token)).isEmpty();
        assertThat(signIn("admin", password).status()).isEqualTo(401);
        assertThat(signIn("admin", "a much longer one").status()).isEqualTo(200);
    }

    @Test
    void aTokenAloneIsNotEnoughForANewPassword() {
        var refused =
                TestRequest.post(
                                "/v1/password",
                                "{\"current\":\"guess\",\"new\":\"a much longer one\"}")
                        .sendTo(routes);

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void aRotatedConnectorSignsInWithTheNewPasswordOnly() {
        var rotated = TestRequest.post("/v1/credentials/archive/rotation", "").sendTo(routes);

        assertThat(rotated.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(signIn("archive", rotated.member("password")).status()).isEqualTo(200);
    }

    @Test
    void aRevokedCredentialAndItsTokensAreGone() {
        String made =
                TestRequest.post("/v1/credentials", "{\"name\":\"ops\",\"role\":\"administrator\"}")
                        .sendTo(routes)
                        .member("password");
        String token = signIn("ops", made).member("token");

        TestRequest.of(Method.DELETE, "/v1/credentials/ops", "").sendTo(routes);

        assertThat(tokens.caller(token)).isEmpty();
        assertThat(signIn("ops", made).status()).isEqualTo(401);
    }

    @Test
    void theLastAdministratorStays() {
        var refused = TestRequest.of(Method.DELETE, "/v1/credentials/admin", "").sendTo(routes);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("last administrator");
    }

    @Test
    void aSessionIsListedAndEnded() {
        var granted = signIn("admin", password);
        String session = granted.member("session");

        assertThat(TestRequest.get("/v1/sessions").sendTo(routes).text())
                .contains(session)
                .doesNotContain(granted.member("token"));
        TestRequest.post("/v1/sign-out", "")
                .as(new Caller("admin", Access.ADMINISTRATOR, session))
                .sendTo(routes);
        assertThat(tokens.caller(granted.member("token"))).isEmpty();
    }

    @Test
    void anUploadersTokenCarriesTheAccountItIsBoundTo() {
        String account = site.linked("ana", "+447700900001").id();
        String body =
                "{\"name\":\"phone-ana\",\"role\":\"uploader\",\"account\":\"%s\"}"
                        .formatted(account);

        String made = TestRequest.post("/v1/credentials", body).sendTo(routes).member("password");

        assertThat(tokens.caller(signIn("phone-ana", made).member("token")))
                .hasValueSatisfying(
                        caller -> {
                            assertThat(caller.role()).isEqualTo(Access.UPLOADER);
                            assertThat(caller.account()).isEqualTo(account);
                        });
        assertThat(TestRequest.get("/v1/credentials").sendTo(routes).text())
                .contains("\"account\":\"%s\"".formatted(account));
    }

    @Test
    void onlyAnUploaderHasAnAccountAndItIsAnEnrolledOne() {
        for (String member :
                List.of(
                        "\"role\":\"uploader\"",
                        "\"role\":\"uploader\",\"account\":\"a99\"",
                        "\"role\":\"connector\",\"account\":\"a1\"")) {
            var refused =
                    TestRequest.post("/v1/credentials", "{\"name\":\"phone\",%s}".formatted(member))
                            .sendTo(routes);
            assertThat(refused.status()).as(member).isEqualTo(400);
        }
        assertThat(credentials.all()).hasSize(2);
    }

    @Test
    void aMisspeltMemberIsRefusedWithoutItsValue() {
        var refused =
                TestRequest.post("/v1/sign-in", "{\"name\":\"a\",\"passwort\":\"geheim\"}")
                        .sendTo(routes);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).doesNotContain("geheim");
    }

    @Test
    void neitherPasswordNorTokenIsInTheDatabase() throws Exception {
        String token = signIn("admin", password).member("token");

        for (String name : List.of("site.db", "site.db-wal")) {
            String stored =
                    new String(
                            java.nio.file.Files.readAllBytes(directory.resolve(name)),
                            StandardCharsets.ISO_8859_1);
            assertThat(stored.contains(password) || stored.contains(token)).isFalse();
        }
    }

    private TestRequest.Answer signIn(String name, String password) {
        return TestRequest.post("/v1/sign-in", credentials(name, password)).sendTo(routes);
    }

    private static String credentials(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }
}
