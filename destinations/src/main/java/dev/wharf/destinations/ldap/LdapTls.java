package dev.wharf.destinations.ldap;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whose certificates are believed: those that Java believes, or a firm's own authorities alone.
/// Immutable; for many threads.
public final class LdapTls {
    private final SSLContext context;

    private LdapTls(SSLContext context) {
        this.context = context;
    }

    /// The authorities that come with Java.
    public static LdapTls usual() {
        try {
            return new LdapTls(SSLContext.getDefault());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param file name of the authorities' file, for messages
    /// @param pem certificates of authorities, or the server's own
    /// @throws WharfException CONFIG_INVALID when there is no certificate in it
    public static LdapTls trusting(String file, byte[] pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate one :
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("authority " + count++, one);
            }
            if (count == 0) {
                throw new CertificateException("none");
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new LdapTls(context);
        } catch (CertificateException none) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "%s holds no certificate in PEM (-----BEGIN CERTIFICATE-----)".formatted(file),
                    none);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    SSLContext context() {
        return context;
    }
}
