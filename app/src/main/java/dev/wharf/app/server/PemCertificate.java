package dev.wharf.app.server;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate and its key as certbot and its like lay them down: PEM, the chain in one file, the
/// key without a passphrase in another.
public record PemCertificate(Path chain, Path key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    /// In memory, under an empty password.
    ///
    /// @throws WharfException `CONFIG_INVALID`, naming the file and what to do about it
    KeyStore load() {
        try {
            List<Certificate> certificates = certificates();
            PrivateKey privateKey = privateKey(certificates.getFirst());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            store.setKeyEntry(
                    "site", privateKey, new char[0], certificates.toArray(Certificate[]::new));
            return store;
        } catch (IOException unreadable) {
            throw invalid(
                    "Could not read %s or %s; check that the site's user may."
                            .formatted(chain, key),
                    unreadable);
        } catch (GeneralSecurityException wrong) {
            throw invalid("%s and %s do not fit together.".formatted(chain, key), wrong);
        }
    }

    /// The end of its time, of a certificate that [#load] takes.
    ///
    /// @throws WharfException as [#load] does
    public Instant expires() {
        try {
            Certificate certificate = load().getCertificate("site");
            return certificate instanceof X509Certificate x509
                    ? x509.getNotAfter().toInstant()
                    : Instant.MAX;
        } catch (KeyStoreException impossible) {
            throw new IllegalStateException("it was just loaded", impossible);
        }
    }

    /// When either was changed last: a renewal changes both.
    List<FileTime> changed() throws IOException {
        return List.of(Files.getLastModifiedTime(chain), Files.getLastModifiedTime(key));
    }

    private List<Certificate> certificates() throws IOException {
        try (InputStream in = Files.newInputStream(chain)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw invalid("%s holds no certificate.".formatted(chain), null);
            }
            return List.copyOf(found);
        } catch (GeneralSecurityException wrong) {
            throw invalid("%s is no certificate in PEM.".formatted(chain), wrong);
        }
    }

    private PrivateKey privateKey(Certificate owner) throws IOException {
        Matcher pem = PKCS8.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw invalid(
                    ("%s is no private key in PKCS #8 without a passphrase (BEGIN PRIVATE KEY);"
                                    + " 'openssl pkcs8 -topk8 -nodes' makes one of others.")
                            .formatted(key),
                    null);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey found =
                    KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(der));
            requirePair(found, owner);
            return found;
        } catch (IllegalArgumentException | GeneralSecurityException wrong) {
            throw invalid(
                    "%s is not the key of the certificate in %s.".formatted(key, chain), wrong);
        }
    }

    /// A key of another certificate would be noticed by visitors only.
    private static void requirePair(PrivateKey privateKey, Certificate owner)
            throws GeneralSecurityException {
        String algorithm =
                switch (privateKey.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> privateKey.getAlgorithm();
                };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey);
        byte[] signed = signature.sign();
        signature.initVerify(owner);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("another key");
        }
    }

    private static WharfException invalid(String message, @Nullable Throwable cause) {
        return new WharfException(ErrorCode.CONFIG_INVALID, message, cause);
    }
}
