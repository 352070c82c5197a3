package dev.wharf.destinations.journal;

import static dev.wharf.destinations.journal.TestSettings.JOURNAL;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.Finding;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.destinations.journal.JournalSettings.Security;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

class JournalSecurityTest {
    private static final String PASSWORD = "s3cret-p\u00e4ss";

    @TempDir private static Path folder;
    private static TestCertificate ours;
    private static TestCertificate foreign;

    @BeforeAll
    static void certificates() throws Exception {
        ours = TestCertificate.of("localhost", folder);
        foreign = TestCertificate.of("mail.example.com", folder);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE_TO_LOOPBACK")
    void aTrustedServerGetsMails(Security security) throws Exception {
        try (FakeSmtp server = secure(ours, security);
                MailboxSession session = session(settings(server, security))) {
            assertThat(session.deliver(List.of(TestMails.text(1))))
                    .containsExactly(new Delivered("Q1"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE_TO_LOOPBACK")
    void aCertificateThatNobodySignedIsRefused(Security security) throws Exception {
        Path apart = Files.createDirectories(folder.resolve(security.name()));
        TestCertificate stranger = TestCertificate.of("localhost", apart);
        try (FakeSmtp server = secure(stranger, security)) {
            Refusal why = refusal(settings(server, security), ours);

            assertThat(why.code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
            assertThat(why.scope()).isEqualTo(Refusal.Scope.DESTINATION);
            assertThat(why.reason()).contains("no trusted connection");
            assertThat(server.count("MAIL")).isZero();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (FakeSmtp server = secure(foreign, Security.TLS)) {
            Refusal why = refusal(settings(server, Security.TLS), foreign);

            assertThat(why.reason()).contains("check the host name");
        }
    }

    @Test
    void withoutStarttlsNothingIsSent() throws Exception {
        try (FakeSmtp server = new FakeSmtp("PIPELINING", "AUTH PLAIN")) {
            TestSettings settings =
                    settings(server, Security.STARTTLS).signIn("archiver", PASSWORD);

            Refusal why = refusal(settings, ours);

            assertThat(why.reason()).contains("offers no STARTTLS");
            assertThat(server.commands()).allMatch(line -> line.startsWith("EHLO"));
        }
    }

    @Test
    void wordsPutInBeforeTlsAreNotListenedTo() throws Exception {
        try (FakeSmtp server = secure(ours, Security.STARTTLS)) {
            server.answering(
                    (line, _) ->
                            line.equals("STARTTLS")
                                    ? "220 go\r\n250-evil\r\n250 AUTH PLAIN"
                                    : null);

            Refusal why = refusal(settings(server, Security.STARTTLS), ours);

            assertThat(why.code().name()).startsWith("SOURCE_");
            assertThat(server.count("MAIL")).isZero();
        }
    }

    @Test
    void aPlainServerWhereTlsIsExpectedIsRefused() throws Exception {
        try (FakeSmtp server = new FakeSmtp()) {
            Refusal why = refusal(settings(server, Security.TLS), ours);

            assertThat(why.scope()).isEqualTo(Refusal.Scope.DESTINATION);
            assertThat(server.commands()).noneMatch(line -> line.startsWith("EHLO"));
        }
    }

    @Test
    void plainGoesToThisMachineOnly() throws Exception {
        TestSettings elsewhere = new TestSettings(25).host("192.0.2.1");

        assertThat(refusal(elsewhere, ours).reason()).contains("to this machine only");
    }

    @Test
    void signingInByPlain() throws Exception {
        try (FakeSmtp server = secure(ours, Security.TLS, "AUTH LOGIN PLAIN");
                MailboxSession session =
                        session(settings(server, Security.TLS).signIn("archiver", PASSWORD))) {
            assertThat(session.deliver(List.of(TestMails.text(1)))).hasSize(1);
            assertThat(server.commands())
                    .contains("AUTH PLAIN " + base64("\0archiver\0" + PASSWORD));
        }
    }

    @Test
    void signingInByLogin() throws Exception {
        try (FakeSmtp server = secure(ours, Security.TLS, "AUTH=LOGIN");
                MailboxSession session =
                        session(settings(server, Security.TLS).signIn("archiver", PASSWORD))) {
            assertThat(session.deliver(List.of(TestMails.text(1)))).hasSize(1);
            assertThat(server.commands())
                    .containsSequence("AUTH LOGIN", base64("archiver"), base64(PASSWORD));
        }
    }

    @Test
    void aWrongPasswordIsForAPersonAndNeverShown() throws Exception {
        try (FakeSmtp server = secure(ours, Security.TLS, "AUTH PLAIN")) {
            server.answering(
                    (line, _) ->
                            line.startsWith("AUTH") ? "535 5.7.8 authentication failed" : null);
            TestSettings settings = settings(server, Security.TLS).signIn("archiver", PASSWORD);

            Refusal why = refusal(settings, ours);

            assertThat(why.code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
            assertThat(why.reason())
                    .contains("535 5.7.8")
                    .contains("check user and password")
                    .doesNotContain(PASSWORD)
                    .doesNotContain(base64(PASSWORD));
            assertThat(settings.settings().toString()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void aServerThatTakesNoSignInOfOursIsRefused() throws Exception {
        try (FakeSmtp server = secure(ours, Security.TLS, "AUTH XOAUTH2")) {
            TestSettings settings = settings(server, Security.TLS).signIn("archiver", PASSWORD);

            assertThat(refusal(settings, ours).reason()).contains("neither PLAIN nor LOGIN");
        }
    }

    @Test
    void anExaminationOfAGoodJournalFindsNothingBadAndSendsNothing() throws Exception {
        try (FakeSmtp server = secure(ours, Security.TLS, "SIZE 104857600")) {
            List<Finding> findings =
                    journal(settings(server, Security.TLS), ours).examine(List.of(), List.of());

            assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.GOOD);
            assertThat(findings)
                    .extracting(Finding::text)
                    .anyMatch(text -> text.contains("104857600"))
                    .anyMatch(text -> text.contains(JOURNAL.value()));
            assertThat(server.received()).isEmpty();
            assertThat(server.commands()).contains("RSET");
        }
    }

    @Test
    void anExaminationTellsWhatIsWeak() throws Exception {
        try (FakeSmtp server = new FakeSmtp("SIZE 1000000")) {
            List<Finding> findings =
                    journal(new TestSettings(server.port()), ours).examine(List.of(), List.of());

            assertThat(findings)
                    .filteredOn(finding -> finding.level() == Finding.Level.WARNING)
                    .extracting(Finding::text)
                    .anyMatch(text -> text.contains("not encrypted"))
                    .anyMatch(text -> text.contains("at most 1000000 bytes"))
                    .anyMatch(text -> text.contains("no PIPELINING"));
        }
    }

    @Test
    void anExaminationTellsThatTheAddressIsRefused() throws Exception {
        try (FakeSmtp server = secure(ours, Security.TLS)) {
            server.answering(
                    (line, _) -> line.startsWith("RCPT") ? "550 5.1.1 no such journal" : null);

            List<Finding> findings =
                    journal(settings(server, Security.TLS), ours).examine(List.of(), List.of());

            assertThat(findings.getLast().level()).isEqualTo(Finding.Level.BAD);
            assertThat(findings.getLast().text()).contains("550 5.1.1 no such journal");
        }
    }

    private static FakeSmtp secure(
            TestCertificate certificate, Security security, String... capabilities)
            throws Exception {
        String[] all = new String[capabilities.length + 2];
        System.arraycopy(capabilities, 0, all, 2, capabilities.length);
        all[0] = "PIPELINING";
        all[1] = security == Security.STARTTLS ? "STARTTLS" : "8BITMIME";
        return new FakeSmtp(certificate.server(), security == Security.TLS, all);
    }

    private static TestSettings settings(FakeSmtp server, Security security) {
        return new TestSettings(server.port()).security(security);
    }

    private static JournalDestination journal(TestSettings settings, TestCertificate trusted)
            throws Exception {
        return new JournalDestination(
                settings.settings(),
                trusted.trusting(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static MailboxSession session(TestSettings settings) throws Exception {
        return ((Destination.Opened.Ready) journal(settings, ours).open(JOURNAL)).session();
    }

    private static Refusal refusal(TestSettings settings, TestCertificate trusted)
            throws Exception {
        return ((Destination.Opened.Refused) journal(settings, trusted).open(JOURNAL)).why();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
