package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.enrolment.LinkedRisk;
import dev.wharf.site.http.Access;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.linked.FakeGateway;
import dev.wharf.testkit.linked.FakeGowa;
import dev.wharf.testkit.linked.FakeWaha;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An employee who was sent a link, the fake of a gateway, a site that has both, and an archive
/// that follows the site. The gateway's webhooks wait until the test lets them go.
final class LinkedStage implements AutoCloseable {
    static final String NUMBER = "4930123456";
    static final String MAILBOX = "zoe@firm.example";
    private static final Pattern LINK = Pattern.compile("/enrol/([A-Za-z0-9_-]{43})");
    private static final Pattern NOTICE =
            Pattern.compile("name=\"notice\" value=\"([0-9a-f]{64})\"");

    final FakeGateway fake;
    final SettableClock clock;
    final RunningSite site;
    final RunningArchive archive;
    final String session;
    private final String gateway;
    private final String account;
    private final String administrator;
    private String token = "";
    private final MailBox mail = new MailBox();
    private final String page;
    private final List<FakeGateway.Delivery> held = new ArrayList<>();

    LinkedStage(Path folder, String gateway) throws IOException {
        this.gateway = gateway;
        boolean waha = gateway.equals("waha");
        String key = waha ? "key-of-the-gateway" : "user:password-of-the-gateway";
        fake = waha ? new FakeWaha(key) : new FakeGowa(key);
        fake.deliverTo(held::add);
        clock = new SettableClock(fake.now());
        archive = new RunningArchive(folder.resolve("home"));
        PreparedSite prepared = prepared(folder, key);
        Account zoe =
                prepared.enrol(
                        NUMBER, MAILBOX, new MethodForm("linked", Map.of("gateway", gateway)));
        account = zoe.id();
        session = ((CaptureMethod.Linked) zoe.method()).session();
        Map<Access, String> passwords = prepared.firstStart();
        administrator = passwords.getOrDefault(Access.ADMINISTRATOR, "");
        site = new RunningSite(prepared, clock);
        archive.follow(site.process.address(), passwords.getOrDefault(Access.CONNECTOR, ""));
        site.open.risk().accept(LinkedRisk.TEXT.digest().sha256(), PreparedSite.ACTOR);
        site.open.enrolments().invite(account, PreparedSite.ACTOR);
        Matcher link = LINK.matcher(mail.mails().getFirst());
        assertThat(link.find()).isTrue();
        page = link.group();
    }

    private PreparedSite prepared(Path folder, String key) throws IOException {
        return new PreparedSite(folder.resolve("home"), archive.home.keys())
                .secret("gateway/" + gateway + "/key", key)
                .secret("gateway/" + gateway + "/hmac", "hmac-key-of-the-gateway")
                .with(
                        gateway.equals("waha") ? "WHARF_GATEWAY_WAHA" : "WHARF_GATEWAY_GOWA",
                        fake.base().toString())
                .with("WHARF_SMTP_HOST", "127.0.0.1")
                .with("WHARF_SMTP_PORT", Integer.toString(mail.port()))
                .with("WHARF_SMTP_SECURITY", "plain")
                .with("WHARF_SMTP_PLAIN", "true")
                .with("WHARF_SMTP_FROM", "wharf@firm.example");
    }

    String account() {
        return account;
    }

    String page() {
        return page;
    }

    /// The employee reads the notice and agrees; linking begins.
    void agree() throws IOException, InterruptedException {
        Matcher notice = NOTICE.matcher(site.calls.page(page));
        assertThat(notice.find()).isTrue();
        hand("consent", "name=Zoe+Ray&agree=yes&notice=" + notice.group(1));
    }

    /// A step that the page's form takes.
    void hand(String step, String form) throws IOException, InterruptedException {
        HttpResponse<String> answer = site.calls.form(page + "/" + step, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    void passkey(String credential) throws IOException, InterruptedException {
        hand("passkey", "credential=" + URLEncoder.encode(credential, StandardCharsets.UTF_8));
    }

    /// What the page shows now.
    String shown() throws IOException, InterruptedException {
        String json = site.calls.page(page + "/state");
        return JsonMapper.shared().readTree(json).path("html").asString(json);
    }

    void linked() throws IOException, InterruptedException {
        agree();
        fake.link(session, NUMBER, "Zoe");
        assertThat(shown()).contains("Linked: +" + NUMBER);
        // What the gateway tells of its session is no message.
        held();
    }

    /// Time passes for the gateway and for the site.
    void pass(Duration time) {
        fake.pass(time);
        clock.move(time);
    }

    /// The webhooks that wait, taken away.
    List<FakeGateway.Delivery> held() {
        List<FakeGateway.Delivery> all = List.copyOf(held);
        held.clear();
        return all;
    }

    void send() throws IOException, InterruptedException {
        send(held());
    }

    void send(List<FakeGateway.Delivery> webhooks) throws IOException, InterruptedException {
        for (FakeGateway.Delivery webhook : webhooks) {
            assertThat(site.calls.deliver(gateway, webhook)).isEqualTo(200);
        }
    }

    boolean alerted(Alert.Kind kind) {
        return site.open.alerts().open().stream().anyMatch(alert -> alert.kind() == kind);
    }

    /// The gaps so far as the site lists them, newest first.
    String gaps() throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = site.calls.signIn("admin", administrator);
        }
        return site.calls.done("GET", "/v1/gaps", token, "").toString();
    }

    @Override
    public void close() throws IOException {
        archive.close();
        site.close();
        fake.close();
        mail.close();
    }
}
