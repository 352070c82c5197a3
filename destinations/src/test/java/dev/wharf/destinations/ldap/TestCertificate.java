package dev.wharf.destinations.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate that a server of a test signs itself.
record TestCertificate(Certificate certificate, KeyPair keys) {
    private static final char[] NONE = "none".toCharArray();

    static TestCertificate of(String host) throws Exception {
        long now = System.currentTimeMillis();
        ObjectPair<X509Certificate, KeyPair> made =
                X509Certificate.generateSelfSignedCertificate(
                        SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                        PublicKeyAlgorithmIdentifier.RSA,
                        2048,
                        new DN("CN=" + host),
                        now - Duration.ofDays(1).toMillis(),
                        now + Duration.ofDays(1).toMillis());
        return new TestCertificate(
                Objects.requireNonNull(made.getFirst()).toCertificate(),
                Objects.requireNonNull(made.getSecond()));
    }

    byte[] pem() throws Exception {
        String body =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    SSLContext server() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), NONE, new Certificate[] {certificate});
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NONE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
