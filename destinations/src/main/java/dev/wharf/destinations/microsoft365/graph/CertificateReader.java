package dev.wharf.destinations.microsoft365.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a certificate with its key from what administrators have: a PEM file (certificate and
/// unencrypted PKCS#8 key in one), or a PKCS#12 file (`.pfx`, `.p12`) with a password.
public final class CertificateReader {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /// For messages: which file or setting the bytes are from.
    private final String source;

    private final GraphCredential.Algorithm algorithm;

    public CertificateReader(String source, GraphCredential.Algorithm algorithm) {
        this.source = source;
        this.algorithm = algorithm;
    }

    /// @param password of a PKCS#12 file; null when it has none, and for PEM
    /// @throws WharfException CONFIG_INVALID, naming the source and what to do
    public GraphCredential.Certificate read(Secret content, @Nullable Secret password) {
        byte[] bytes = content.bytes();
        try {
            return isPem(bytes) ? pem(bytes) : pkcs12(bytes, password);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "%s is no certificate with an RSA key that can be read: give a PEM file with both (openssl pkcs8 -topk8 -nocrypt), or a PKCS#12 file and its password"
                            .formatted(source),
                    unreadable);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static boolean isPem(byte[] bytes) {
        int length = Math.min(bytes.length, 65_536);
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    private GraphCredential.Certificate pem(byte[] bytes)
            throws GeneralSecurityException, IOException {
        X509Certificate certificate = null;
        PrivateKey key = null;
        Matcher blocks = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                // The first certificate is the application's own; others are its issuers'.
                case "CERTIFICATE" -> certificate = certificate == null ? x509(der) : certificate;
                case "PRIVATE KEY" ->
                        key =
                                KeyFactory.getInstance("RSA")
                                        .generatePrivate(new PKCS8EncodedKeySpec(der));
                default -> {}
            }
        }
        return of(certificate, key);
    }

    private static X509Certificate x509(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private GraphCredential.Certificate pkcs12(byte[] bytes, @Nullable Secret password)
            throws GeneralSecurityException, IOException {
        char[] opening = password == null ? new char[0] : characters(password);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), opening);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, opening);
                Certificate certificate = store.getCertificate(alias);
                if (key instanceof PrivateKey secret && certificate instanceof X509Certificate x) {
                    return of(x, secret);
                }
            }
            throw new IOException("no key in it");
        } finally {
            Arrays.fill(opening, '\0');
        }
    }

    private static char[] characters(Secret password) {
        byte[] utf8 = password.bytes();
        CharBuffer decoded = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(utf8));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(utf8, (byte) 0);
        return characters;
    }

    private GraphCredential.Certificate of(
            @Nullable X509Certificate certificate, @Nullable PrivateKey key) throws IOException {
        if (certificate == null || key == null) {
            throw new IOException(certificate == null ? "no certificate in it" : "no key in it");
        }
        return new GraphCredential.Certificate(certificate, key, algorithm);
    }
}
