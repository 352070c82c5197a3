package dev.wharf.destinations.microsoft365.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.destinations.microsoft365.FakeTenant;
import dev.wharf.destinations.microsoft365.graph.GraphCredential.Algorithm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The certificate in the resources is a test's own, self-signed; its key opens nothing.
class GraphSignInTest {
    private final FakeTenant tenant = new FakeTenant();

    @AfterEach
    void close() {
        tenant.close();
    }

    static Secret resource(String name) throws IOException {
        try (InputStream in = GraphSignInTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return Secret.copyOf(in.readAllBytes());
        }
    }

    private static Secret text(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static GraphCredential.Certificate pem(Algorithm algorithm) throws IOException {
        return new CertificateReader("test.pem", algorithm).read(resource("test.pem"), null);
    }

    @Test
    void aTokenIsKeptWhileItLives() {
        GraphSignIn signIn = tenant.newSignIn(tenant.signIn());

        GraphToken first = signIn.token();
        tenant.clock.move(Duration.ofMinutes(54));

        assertThat(signIn.token()).isEqualTo(first);
        assertThat(tenant.exchange.tokensGiven()).isEqualTo(1);
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() {
        GraphSignIn signIn = tenant.newSignIn(tenant.signIn());

        GraphToken first = signIn.token();
        tenant.clock.move(Duration.ofMinutes(55));

        assertThat(signIn.token()).isNotEqualTo(first);
    }

    @Test
    void aRefusedTokenIsForgottenOnce() {
        GraphSignIn signIn = tenant.newSignIn(tenant.signIn());
        GraphToken refused = signIn.token();

        signIn.forget(refused);
        GraphToken next = signIn.token();
        signIn.forget(refused);

        assertThat(signIn.token()).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateSignsIn(Algorithm algorithm) throws IOException {
        GraphCredential.Certificate certificate = pem(algorithm);
        tenant.exchange.register(certificate.certificate());

        GraphSignIn signIn = tenant.newSignIn(tenant.signIn(certificate));

        assertThat(signIn.token().value()).isNotEmpty();
    }

    @Test
    void aCertificateInPkcs12IsReadWithItsPassword() throws IOException {
        CertificateReader reader = new CertificateReader("test.p12", Algorithm.PS256);

        GraphCredential.Certificate read = reader.read(resource("test.p12"), text("sesame"));

        assertThat(read.certificate()).isEqualTo(pem(Algorithm.PS256).certificate());
    }

    @Test
    void aWrongPasswordIsSaidWithTheFile() throws IOException {
        CertificateReader reader = new CertificateReader("test.p12", Algorithm.PS256);
        Secret content = resource("test.p12");

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> reader.read(content, text("wrong")))
                .withMessageContaining("test.p12")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
    }

    @Test
    void aCertificateNobodyRegisteredIsRefused() throws IOException {
        GraphSignIn signIn = tenant.newSignIn(tenant.signIn(pem(Algorithm.PS256)));

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(signIn::token)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED));
    }

    @Test
    void aRefusalNamesTheCodeAndNothingSecret() {
        GraphSignIn signIn = tenant.newSignIn(tenant.signIn("a wrong secret"));

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(signIn::token)
                .withMessageContaining("AADSTS7000215")
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .doesNotContain("a wrong secret", "what was typed"));
    }

    @Test
    void nothingSecretIsPrinted() throws IOException {
        GraphToken token = tenant.newSignIn(tenant.signIn()).token();

        assertThat(token.toString()).doesNotContain(token.value());
        assertThat(tenant.signIn().toString()).contains("[REDACTED]").doesNotContain("secret of");
        assertThat(pem(Algorithm.PS256).toString()).doesNotContain("RSA");
    }

    @Test
    void theTokenTellsWhatEntraGranted() {
        tenant.exchange.grant("Mail.ReadWrite");

        assertThat(tenant.newSignIn(tenant.signIn()).token().roles())
                .containsExactly("Mail.ReadWrite");
    }
}
