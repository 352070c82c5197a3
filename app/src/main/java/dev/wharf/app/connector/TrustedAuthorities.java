package dev.wharf.app.connector;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whose certificates are believed: those that Java believes, or those of a PEM file alone.
final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /// @throws WharfException CONFIG_INVALID when the file holds no certificate
    static SSLSocketFactory sockets(Optional<Path> pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, pem.isEmpty() ? null : trust(pem.get()).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "Reading the trusted certificates %s: %s. It is a PEM file of certificates."
                            .formatted(pem.map(Path::toString).orElse(""), unreadable.getMessage()),
                    unreadable);
        }
    }

    private static TrustManagerFactory trust(Path pem)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        Collection<? extends Certificate> all;
        try (InputStream in = Files.newInputStream(pem)) {
            all = CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
        if (all.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        int number = 0;
        for (Certificate one : all) {
            trusted.setCertificateEntry("authority-" + number++, one);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}
