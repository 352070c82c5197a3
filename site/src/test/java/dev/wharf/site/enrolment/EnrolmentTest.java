package dev.wharf.site.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.User;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.account.LinkedDevices;
import dev.wharf.site.account.NewAccount;
import dev.wharf.site.account.Notice;
import dev.wharf.site.api.Actors;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;
import dev.wharf.site.mail.Mail;
import dev.wharf.site.testing.RecordedAlerts;
import dev.wharf.site.testing.ScriptedGateway;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestRequest.Answer;
import dev.wharf.site.testing.TestSite;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class EnrolmentTest {
    private static final PhoneNumber ZOE = new PhoneNumber("+447700900001");
    private static final String HOSTILE = "<script>alert(1)</script> \"Zoe\" & 'Ray' \u202Eevil";

    @TempDir Path directory;
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final RecordedAlerts alerts = new RecordedAlerts();
    private final List<Mail> mails = new ArrayList<>();
    private TestSite site;
    private LinkedDevices devices;
    private LinkedRisk risk;
    private Notice notice = new Notice("2026-03", "We archive <everything> & more.");
    private Enrolments enrolments;
    private Linking linking;
    private List<Route> routes;
    private Account zoe;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        risk = new LinkedRisk(site.database, site.audit, site.clock);
        risk.accept(LinkedRisk.TEXT.digest().sha256(), TestSite.ADMIN);
        devices = new LinkedDevices(site.database, site.accounts, site.audit, site.clock);
        wire(null);
        zoe = site.enrol("zoe", TestSite.LINKED, ZOE.e164());
    }

    private void wire(@Nullable Directory people) {
        linking =
                new Linking(
                        Map.of("waha", gateway),
                        site.accounts,
                        devices,
                        site.consents,
                        risk,
                        alerts,
                        site.clock);
        enrolments =
                new Enrolments(
                        new EnrolmentSettings(
                                URI.create("https://capture.corp.example"),
                                "Corp <& Sons>",
                                "compliance@corp.example",
                                notice,
                                Duration.ofDays(3)),
                        site.database,
                        site.audit,
                        site.accounts,
                        linking,
                        risk,
                        mails::add,
                        () -> Optional.ofNullable(people),
                        new SecureRandom(),
                        site.clock);
        routes =
                new ArrayList<>(
                        new EnrolmentRoutes(
                                        enrolments,
                                        site.accounts,
                                        site.consents,
                                        new Actors("host"),
                                        site.clock)
                                .routes());
        routes.addAll(
                new EnrolmentAdminRoutes(enrolments, devices, risk, new Actors("host")).routes());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void theLinkIsInTheMailAndNowhereElse() {
        Answer invited =
                TestRequest.post("/v1/accounts/" + zoe.id() + "/invitation", "").sendTo(routes);
        String link = linkInMail();

        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.text()).doesNotContain(link);
        assertThat(link).hasSize(43);
        assertThat(mails.getFirst().to()).isEqualTo(zoe.email());
        assertThat(site.audit.after(0, 100).toString()).doesNotContain(link);
    }

    @Test
    void lookingDoesNotUseALinkUp() {
        String link = invite(zoe);

        for (int i = 0; i < 5; i++) {
            Answer page = TestRequest.get("/enrol/" + link).sendTo(routes);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("We archive &lt;everything&gt; &amp; more.");
        }
        assertThat(site.consents.of(zoe.id())).isEmpty();
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void theWholeWayFromMailToLinked() {
        String link = invite(zoe);

        Answer agreed = agree(link);
        assertThat(agreed.status()).isEqualTo(303);
        assertThat(gateway.calls)
                .containsExactly("start " + session() + " {account=" + zoe.id() + "}");
        assertThat(site.consents.of(zoe.id()).getFirst())
                .satisfies(
                        consent -> {
                            assertThat(consent.signed()).isEqualTo("Zoe Ray");
                            assertThat(consent.notice()).isEqualTo(notice.digest());
                            assertThat(consent.address()).isEqualTo("192.0.2.1");
                        });
        assertThat(state(link)).contains("Starting");

        gateway.states.put(session(), new LinkState.QrShown("2@first", null));
        String first = state(link);
        gateway.states.put(session(), new LinkState.QrShown("2@second", null));
        assertThat(state(link)).contains("<svg").isNotEqualTo(first);

        gateway.states.put(session(), new LinkState.Linked(null, null));
        assertThat(state(link)).contains("Checking");
        assertThat(devices.find(session()).orElseThrow().phase())
                .isEqualTo(LinkedDevice.Phase.LINKING);

        gateway.states.put(session(), new LinkState.Linked(ZOE, "Zoe"));
        assertThat(state(link)).contains("Linked: " + ZOE.e164());
        assertThat(devices.find(session()).orElseThrow().number()).isEqualTo(ZOE);
        assertThat(site.accounts.require(zoe.id()).state()).isEqualTo(AccountState.ACTIVE);
        assertThat(TestRequest.get("/enrol/" + link).sendTo(routes).text()).contains("used up");
        assertThat(agree(link).text()).contains("used up");
    }

    @Test
    void whoLooksInTheMiddleOfAStartDoesNotEndIt() throws InterruptedException {
        String link = invite(zoe);
        List<Thread> looking = new ArrayList<>();
        gateway.whileStarting =
                () -> {
                    Thread look = Thread.ofPlatform().start(() -> linking.tick(TestSite.ADMIN));
                    looking.add(look);
                    while (look.getState() != Thread.State.WAITING && look.isAlive()) {
                        Thread.onSpinWait();
                    }
                };

        agree(link);
        looking.getFirst().join();

        assertThat(devices.find(session()).orElseThrow().phase())
                .isEqualTo(LinkedDevice.Phase.LINKING);
        assertThat(state(link)).contains("Starting");
    }

    @Test
    void aCodeThatTheGatewayOnlyDrawsIsShownAsItDrewIt() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(session(), new LinkState.QrShown("", null));
        assertThat(state(link)).contains("Starting").doesNotContain("<svg");

        gateway.pictures.put(session(), new byte[] {1, 2, 3});

        assertThat(state(link)).contains("data:image/png;base64,AQID");
    }

    @Test
    void anotherPhoneIsLoggedOutAtOnceAndItsNumberKeptNowhere() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(
                session(), new LinkState.Linked(new PhoneNumber("+447700900666"), "Eve"));

        assertThat(state(link)).contains("does not have the number").doesNotContain("666");

        assertThat(gateway.calls).contains("logout " + session());
        assertThat(alerts.kinds()).containsExactly(Alert.Kind.WRONG_NUMBER);
        assertThat(devices.find(session()).orElseThrow().number()).isNull();
        assertThat(site.audit.after(0, 100).toString()).doesNotContain("666");
        assertThat(TestRequest.post("/enrol/" + link + "/start", "").sendTo(routes).status())
                .isEqualTo(303);
    }

    @Test
    void aLogoutThatDidNotReachTheGatewayIsTriedAgain() {
        String link = invite(zoe);
        agree(link);
        LinkedDevice device = devices.find(session()).orElseThrow();
        gateway.away = true;
        linking.refuse(device, TestSite.ADMIN);
        gateway.away = false;

        linking.logOutStrays();

        assertThat(gateway.calls).contains("logout " + session());
    }

    @Test
    void theRightNumberOnTheWrongDayIsAWrongNumber() {
        String link = invite(zoe);
        agree(link);
        site.accounts.end(zoe.id(), ZOE, LocalDate.of(2026, 3, 9), TestSite.ADMIN);
        gateway.states.put(session(), new LinkState.Linked(ZOE, null));

        assertThat(state(link)).contains("does not have the number");
    }

    @Test
    void aPasskeyIsExplainedHonestlyAndItsAnswerHandedOn() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(
                session(), new LinkState.PasskeyRequired("{\"rpId\":\"<whatsapp>\"}", null));

        assertThat(state(link))
                .contains("this page cannot ask for it")
                .contains("{&quot;rpId&quot;:&quot;&lt;whatsapp&gt;&quot;}");
        assertThat(
                        TestRequest.post("/enrol/" + link + "/passkey", "credential=rubbish")
                                .sendTo(routes)
                                .status())
                .isEqualTo(400);
        TestRequest.post("/enrol/" + link + "/passkey", "credential=%7B%22id%22%3A1%7D")
                .sendTo(routes);
        gateway.states.put(session(), new LinkState.PasskeyConfirmation("AB-12"));
        assertThat(state(link)).contains("AB-12");
        TestRequest.post("/enrol/" + link + "/confirm", "").sendTo(routes);

        assertThat(gateway.calls).endsWith("passkey " + session(), "confirm " + session());
    }

    @Test
    void aFailureSaysWhyAndOffersAnotherTry() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(session(), new LinkState.Failed("<b>time out</b>"));

        assertThat(state(link))
                .contains("&lt;b&gt;time out&lt;/b&gt;")
                .contains("/enrol/" + link + "/start");
    }

    @Test
    void aGatewayThatIsAwayIsNoEnd() {
        String link = invite(zoe);
        agree(link);
        gateway.away = true;

        assertThat(state(link)).contains("cannot be reached").contains("\"again\":10");
        assertThat(TestRequest.post("/enrol/" + link + "/start", "").sendTo(routes).status())
                .isEqualTo(503);
    }

    @Test
    void everyPageIsGuarded() {
        String link = invite(zoe);

        for (String path : List.of("", "/page.js", "/page.css")) {
            assertThat(TestRequest.get("/enrol/" + link + path).sendTo(routes).headers())
                    .containsEntry("Referrer-Policy", "no-referrer")
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("X-Frame-Options", "DENY")
                    .hasEntrySatisfying(
                            "Content-Security-Policy",
                            policy ->
                                    assertThat(policy)
                                            .contains("default-src 'none'")
                                            .doesNotContain("unsafe"));
        }
        assertThat(TestRequest.get("/enrol/" + link).sendTo(routes).text())
                .doesNotContain("<style")
                .doesNotContain("onclick")
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    @Test
    void hostileNamesAreText() {
        Account hostile =
                site.accounts.enrol(
                        new NewAccount(
                                HOSTILE,
                                new EmailAddress("eve@corp.example"),
                                "",
                                TestSite.LINKED,
                                List.of(TestSite.line("+447700900002"))),
                        TestSite.ADMIN);
        String link = invite(hostile);

        String page = TestRequest.get("/enrol/" + link).sendTo(routes).text();

        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("\u202E")
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt; &quot;Zoe&quot; &amp; &#39;Ray&#39;")
                .contains("Corp &lt;&amp; Sons&gt;");
    }

    @Test
    void aLinkEndsByTimeAndByTheNextOne() {
        String first = invite(zoe);
        String second = invite(zoe);

        assertThat(TestRequest.get("/enrol/" + first).sendTo(routes).status()).isEqualTo(410);
        assertThat(TestRequest.get("/enrol/" + second).sendTo(routes).status()).isEqualTo(200);
        site.clock.pass(Duration.ofDays(3));
        assertThat(TestRequest.get("/enrol/" + second).sendTo(routes).status()).isEqualTo(410);
        assertThat(TestRequest.get("/enrol/guess").sendTo(routes).status()).isEqualTo(404);
        assertThat(agree(second).status()).isEqualTo(410);
    }

    @Test
    void anotherNoticeThanTheOneThatWasReadIsNotAgreedTo() {
        String link = invite(zoe);
        Notice read = notice;
        notice = new Notice("2026-04", "Something else.");
        wire(null);

        Answer refused = agree(link, read);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Something else.");
        assertThat(site.consents.of(zoe.id())).isEmpty();
    }

    @Test
    void withoutTheTickNothingIsRecorded() {
        String link = invite(zoe);

        Answer refused =
                TestRequest.post(
                                "/enrol/" + link + "/consent", "name=Zoe&notice=" + notice.digest())
                        .sendTo(routes);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(site.consents.of(zoe.id())).isEmpty();
    }

    @Test
    void nobodyIsInvitedToLinkBeforeTheRiskIsAccepted() {
        site.database.write(sql -> sql.update("DELETE FROM fact WHERE name = 'linked-risk'"));

        Answer refused =
                TestRequest.post("/v1/accounts/" + zoe.id() + "/invitation", "").sendTo(routes);
        Answer text = TestRequest.get("/v1/linked-risk").sendTo(routes);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(text.text())
                .contains("against WhatsApp's terms")
                .contains("Recommended instead");
        TestRequest.post("/v1/linked-risk", "{\"digest\":\"" + text.member("digest") + "\"}")
                .sendTo(routes);
        assertThat(risk.accepted()).isTrue();
    }

    @Test
    void anOfficialAccountIsDoneWithItsConsent() {
        Account bob = site.enrol("bob", TestSite.cloud("1"), "+447700900002");
        String link = invite(bob);

        assertThat(agree(link).text()).contains("Thank you");

        assertThat(site.consents.holds(bob.id())).isTrue();
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void anAddressThatIsNobodysInTheFirmGetsNoLink() {
        wire(new OnePerson(new EmailAddress("bob@corp.example")));

        assertThatThrownBy(() -> enrolments.invite(zoe.id(), TestSite.ADMIN))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("directory");
        assertThat(mails).isEmpty();
    }

    @Test
    void aLinkWhoseMailFailedIsGoodNoLonger() {
        Enrolments failing =
                new Enrolments(
                        enrolments.settings(),
                        site.database,
                        site.audit,
                        site.accounts,
                        linking,
                        risk,
                        mail -> {
                            mails.add(mail);
                            throw new WharfException(ErrorCode.SOURCE_UNAVAILABLE, "away");
                        },
                        Optional::empty,
                        new SecureRandom(),
                        site.clock);

        assertThatThrownBy(() -> failing.invite(zoe.id(), TestSite.ADMIN)).hasMessage("away");

        assertThat(TestRequest.get("/enrol/" + linkInMail()).sendTo(routes).status())
                .isEqualTo(410);
    }

    @Test
    void anEmployeeWhoseAccountIsDisabledGetsNoFurther() {
        String link = invite(zoe);
        site.accounts.disable(zoe.id(), "left", TestSite.ADMIN);

        assertThat(TestRequest.get("/enrol/" + link).sendTo(routes).status()).isEqualTo(410);
    }

    @Test
    void anAdministratorLogsADeviceOut() {
        String link = invite(zoe);
        agree(link);

        TestRequest.of(
                        Method.POST,
                        "/v1/accounts/" + zoe.id() + "/unlinking",
                        "{\"reason\":\"left\"}")
                .sendTo(routes);

        assertThat(gateway.calls).contains("logout " + session());
        assertThat(devices.find(session()).orElseThrow().phase())
                .isEqualTo(LinkedDevice.Phase.LOGGED_OUT);
    }

    @Test
    void whatEndsIsLoggedOutThoughNobodyLooks() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(session(), new LinkState.Linked(ZOE, null));
        linking.tick(TestSite.ADMIN);
        assertThat(devices.find(session()).orElseThrow().number()).isEqualTo(ZOE);

        site.accounts.disable(zoe.id(), "left", TestSite.ADMIN);
        linking.tick(TestSite.ADMIN);

        assertThat(gateway.calls).contains("logout " + session());
        assertThat(devices.find(session()).orElseThrow().phase())
                .isEqualTo(LinkedDevice.Phase.LOGGED_OUT);
    }

    @Test
    void aSessionThatNobodyLinksIsNotLeftOpen() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(session(), new LinkState.QrShown("2@x", null));

        site.clock.pass(Duration.ofHours(5));
        linking.tick(TestSite.ADMIN);

        assertThat(gateway.calls).contains("logout " + session());
        assertThat(state(link)).contains("not finished in time");
    }

    @Test
    void aNumberWhoseTimeIsOverIsLoggedOut() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(session(), new LinkState.Linked(ZOE, null));
        state(link);
        site.accounts.end(zoe.id(), ZOE, LocalDate.of(2026, 3, 10), TestSite.ADMIN);
        linking.tick(TestSite.ADMIN);
        assertThat(gateway.calls).doesNotContain("logout " + session());

        site.clock.pass(Duration.ofDays(1));
        linking.tick(TestSite.ADMIN);

        assertThat(gateway.calls).contains("logout " + session());
    }

    @Test
    void whoChangesToAnotherEnrolledNumberStaysLinked() {
        String link = invite(zoe);
        agree(link);
        gateway.states.put(session(), new LinkState.Linked(ZOE, null));
        state(link);
        PhoneNumber next = new PhoneNumber("+447700900003");
        site.accounts.end(zoe.id(), ZOE, LocalDate.of(2026, 3, 9), TestSite.ADMIN);
        site.accounts.assign(
                zoe.id(), new User.Line(next, LocalDate.of(2026, 3, 10), null), TestSite.ADMIN);

        linking.numberIs(devices.find(session()).orElseThrow(), next, TestSite.ADMIN);

        assertThat(devices.find(session()).orElseThrow().number()).isEqualTo(next);
        assertThat(gateway.calls).doesNotContain("logout " + session());
    }

    private record OnePerson(EmailAddress address) implements Directory {
        @Override
        public Optional<User> byPhone(PhoneNumber phone, LocalDate day) {
            return Optional.empty();
        }

        @Override
        public Optional<User> byEmail(EmailAddress email) {
            return email.equals(address)
                    ? Optional.of(new User("x", address, List.of()))
                    : Optional.empty();
        }

        @Override
        public List<User> byName(String displayName) {
            return List.of();
        }

        @Override
        public List<User> users() {
            return List.of();
        }

        @Override
        public boolean dated() {
            return false;
        }
    }

    private String session() {
        return ((CaptureMethod.Linked) zoe.method()).session();
    }

    private String invite(Account account) {
        mails.clear();
        enrolments.invite(account.id(), TestSite.ADMIN);
        return linkInMail();
    }

    private String linkInMail() {
        Matcher link =
                Pattern.compile("https://capture.corp.example/enrol/(\\S+)")
                        .matcher(mails.getFirst().text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private Answer agree(String link) {
        return agree(link, notice);
    }

    private Answer agree(String link, Notice read) {
        return TestRequest.post(
                        "/enrol/" + link + "/consent",
                        "name=%s&agree=yes&notice=%s"
                                .formatted(
                                        URLEncoder.encode("Zoe Ray", StandardCharsets.UTF_8),
                                        read.digest()))
                .sendTo(routes);
    }

    /// The fragment as the page's script shows it.
    private String state(String link) {
        return TestRequest.get("/enrol/" + link + "/state")
                .sendTo(routes)
                .text()
                .replace("\\\"", "\"");
    }
}
