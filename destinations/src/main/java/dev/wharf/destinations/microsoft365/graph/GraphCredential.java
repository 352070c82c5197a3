package dev.wharf.destinations.microsoft365.graph;

import dev.wharf.core.key.Secret;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// By what the application shows who it is. Both print without anything secret.
public sealed interface GraphCredential {

    /// A client secret, UTF-8. A certificate is better: it never leaves this machine.
    record ClientSecret(Secret secret) implements GraphCredential {}

    /// A certificate registered with the application, and its RSA key.
    record Certificate(X509Certificate certificate, PrivateKey key, Algorithm algorithm)
            implements GraphCredential {
        public Certificate {
            if (!"RSA".equals(key.getAlgorithm())) {
                throw new IllegalArgumentException("Entra takes RSA keys only");
            }
        }

        @Override
        public String toString() {
            return "Certificate[%s]".formatted(certificate.getSerialNumber().toString(16));
        }
    }

    /// How an assertion is signed. PS256 is what Entra documents; RS256 it took before, and keys in
    /// some hardware can do nothing else.
    enum Algorithm {
        PS256,
        RS256
    }
}
