package dev.wharf.site.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.testing.SettableClock;

import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Against GreenMail on loopback.
class SmtpMailerTest {
    private static final EmailAddress ZOE = new EmailAddress("zoe@corp.example");
    private static final Mail MAIL =
            new Mail(ZOE, "Zoë: your link", "Good morning\nhttps://x.example/enrol/abc\n");

    private GreenMail server;

    @BeforeEach
    void start() {
        server =
                new GreenMail(
                        new ServerSetup[] {
                            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
                        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailArrivesAsItWasWritten() throws Exception {
        mailer(SmtpSettings.Security.PLAIN, plainPort(), null, "").send(MAIL);

        MimeMessage arrived = server.getReceivedMessages()[0];
        assertThat(arrived.getSubject()).isEqualTo("Zoë: your link");
        assertThat(arrived.getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(MAIL.text().strip());
        assertThat(arrived.getFrom()[0]).hasToString("Wharf <wharf@corp.example>");
        assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void aServerThatOffersNoEncryptionGetsNothing() {
        assertThatThrownBy(
                        () ->
                                mailer(SmtpSettings.Security.STARTTLS, plainPort(), null, "")
                                        .send(MAIL))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("encrypted connection");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(
                        () ->
                                mailer(
                                                SmtpSettings.Security.TLS,
                                                server.getSmtps().getPort(),
                                                null,
                                                "")
                                        .send(MAIL))
                .isInstanceOf(WharfException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void plainNeedsASettingAndStaysOnTheMachine() {
        assertThatThrownBy(() -> SmtpSettings.security("plain", false))
                .hasMessageContaining("smtp-plain: true");
        assertThatThrownBy(() -> settings("mail.example", SmtpSettings.Security.PLAIN, 25, null))
                .hasMessageContaining("not sent unencrypted");
    }

    @Test
    void aRefusedPasswordIsForAPersonAndNotInTheMessage() {
        server.getUserManager().setAuthRequired(true);
        server.setUser("wharf@corp.example", "wharf", "right");

        assertThatThrownBy(
                        () ->
                                mailer(SmtpSettings.Security.PLAIN, plainPort(), "wharf", "wrong1")
                                        .send(MAIL))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
                            assertThat(failure.getMessage()).doesNotContain("wrong1");
                        });
        mailer(SmtpSettings.Security.PLAIN, plainPort(), "wharf", "right").send(MAIL);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aServerThatIsAwayMayBeTriedAgain() {
        int port = plainPort();
        server.stop();

        assertThatThrownBy(() -> mailer(SmtpSettings.Security.PLAIN, port, null, "").send(MAIL))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure ->
                                assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }

    @Test
    void aSubjectIsOneLineAndAMailDoesNotPrintItsText() {
        assertThatThrownBy(() -> new Mail(ZOE, "x\r\nBcc: eve@x.example", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(MAIL.toString()).doesNotContain("abc");
    }

    private int plainPort() {
        return server.getSmtp().getPort();
    }

    private static SmtpMailer mailer(
            SmtpSettings.Security security, int port, @Nullable String user, String password) {
        return new SmtpMailer(
                settings("127.0.0.1", security, port, user),
                () -> Optional.of(Secret.copyOf(password.getBytes(StandardCharsets.UTF_8))),
                new SettableClock("2026-03-10T12:00:00Z"));
    }

    private static SmtpSettings settings(
            String host, SmtpSettings.Security security, int port, @Nullable String user) {
        return new SmtpSettings(
                host,
                port,
                security,
                user,
                new EmailAddress("wharf@corp.example"),
                "Wharf",
                Duration.ofSeconds(10),
                null);
    }
}
