package dev.wharf.destinations.tls;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Whose certificates are believed: those that Java believes, or those of a firm's own PEM file
/// alone (its authorities, or a server's own).
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /// @param pem null for those that Java believes
    /// @throws WharfException CONFIG_INVALID when the file cannot be read, or holds no certificate
    public static SSLContext context(@Nullable Path pem) {
        if (pem == null) {
            return context((TrustManager[]) null);
        }
        try {
            return context(pem.toString(), Files.readAllBytes(pem));
        } catch (IOException unreadable) {
            throw invalid(pem.toString(), "it cannot be read", unreadable);
        }
    }

    /// @param file its name, for messages
    /// @throws WharfException CONFIG_INVALID when there is no certificate in it
    public static SSLContext context(String file, byte[] pem) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem));
            if (all.isEmpty()) {
                throw invalid(file, "it holds none", null);
            }
            int number = 0;
            for (Certificate one : all) {
                trusted.setCertificateEntry("trusted-" + number++, one);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return context(factory.getTrustManagers());
        } catch (CertificateException none) {
            throw invalid(file, "it holds none", none);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SSLContext context(TrustManager @Nullable [] managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static WharfException invalid(String file, String why, @Nullable Exception cause) {
        return new WharfException(
                ErrorCode.CONFIG_INVALID,
                "The trusted certificates %s: %s. It must be a PEM file (-----BEGIN CERTIFICATE-----)."
                        .formatted(file, why),
                cause);
    }
}
