package dev.wharf.app.server;

import static dev.wharf.app.server.TestServer.PATIENT;
import static dev.wharf.app.server.TestServer.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

class TlsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void aCertificateInPemServes(String algorithm) throws Exception {
        PemCertificate files = make("localhost", algorithm);
        Certificate trusted = files.load().getCertificate("site");
        try (TestServer server = secure(files)) {
            HttpResponse<String> answer = ask(server.port(), trusted);

            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void aRenewedCertificateServesWithoutARestart() throws Exception {
        PemCertificate files = make("localhost", "EC");
        try (TestServer server = secure(files)) {
            make("localhost", "EC");
            Certificate renewed = files.load().getCertificate("site");
            server.server.reloadCertificate();

            HttpResponse<String> answer = ask(server.port(), renewed);

            assertThat(answer.sslSession().orElseThrow().getPeerCertificates()[0])
                    .isEqualTo(renewed);
        }
    }

    @Test
    void whileTheNewOneIsOfNoUseTheOldOneStays() throws Exception {
        PemCertificate files = make("localhost", "EC");
        Certificate old = files.load().getCertificate("site");
        try (TestServer server = secure(files)) {
            Files.writeString(files.key(), "half");

            assertThatThrownBy(server.server::reloadCertificate)
                    .isInstanceOf(WharfException.class)
                    .hasMessageContaining("openssl pkcs8");
            assertThat(ask(server.port(), old).body()).isEqualTo("hello");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        String chain = Files.readString(make("localhost", "EC").chain());
        PemCertificate other = make("localhost", "EC");
        Files.writeString(other.chain(), chain);

        assertThatThrownBy(other::load)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("not the key of the certificate");
    }

    private static TestServer secure(PemCertificate files) {
        return new TestServer(
                new Listening("127.0.0.1", 0, files),
                PATIENT,
                List.of(get("/v1/x", _ -> Reply.text(200, "hello"))));
    }

    private static HttpResponse<String> ask(int port, Certificate trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("it", trusted);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/v1/x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /// By the JDK's own keytool: nothing else here can sign a certificate.
    private PemCertificate make(String host, String algorithm) throws Exception {
        Path store = folder.resolve("store.p12");
        Files.deleteIfExists(store);
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "site",
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "san=dns:" + host,
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return write(store);
    }

    private PemCertificate write(Path p12) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(p12)) {
            store.load(in, "changeit".toCharArray());
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("site");
        PemCertificate files =
                new PemCertificate(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        pem(files.chain(), "CERTIFICATE", certificate.getEncoded());
        pem(
                files.key(),
                "PRIVATE KEY",
                store.getKey("site", "changeit".toCharArray()).getEncoded());
        return files;
    }

    private static void pem(Path file, String name, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(name, text, name));
    }
}
