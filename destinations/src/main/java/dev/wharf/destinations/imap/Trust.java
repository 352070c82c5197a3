package dev.wharf.destinations.imap;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Whose certificates are trusted.
final class Trust {
    private Trust() {}

    /// @param pem certificates to trust instead of the system's; null for those
    /// @throws WharfException CONFIG_INVALID when the file holds none
    static SSLContext of(@Nullable Path pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, pem == null ? null : managers(pem), null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "reading the trusted certificates %s: %s; it must be a PEM file of certificates"
                            .formatted(pem, unreadable.getMessage()),
                    unreadable);
        }
    }

    private static TrustManager[] managers(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new IOException("it holds no certificate");
            }
            int n = 0;
            for (Certificate one : all) {
                trusted.setCertificateEntry("trusted-" + n++, one);
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }
}
