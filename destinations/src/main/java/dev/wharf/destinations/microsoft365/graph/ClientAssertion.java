package dev.wharf.destinations.microsoft365.graph;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// A JSON Web Token by which an application shows Entra that it has the key of its certificate (RFC
/// 7523).
final class ClientAssertion {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFE = Duration.ofMinutes(10);

    /// Our clock may be ahead of Entra's.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private ClientAssertion() {}

    static String sign(
            GraphCredential.Certificate credential,
            String client,
            URI audience,
            Instant now,
            UUID id) {
        ObjectNode header =
                JSON.createObjectNode()
                        .put("alg", credential.algorithm().name())
                        .put("typ", "JWT")
                        .put("x5t#S256", thumbprint(credential.certificate()));
        ObjectNode claims =
                JSON.createObjectNode()
                        .put("aud", audience.toString())
                        .put("iss", client)
                        .put("sub", client)
                        .put("jti", id.toString())
                        .put("nbf", now.minus(SKEW).getEpochSecond())
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.plus(LIFE).getEpochSecond());
        String signed = encoded(header) + "." + encoded(claims);
        return signed + "." + BASE64.encodeToString(signature(credential, signed));
    }

    static String thumbprint(X509Certificate certificate) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("a certificate without an encoding", broken);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(ObjectNode json) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(json));
    }

    private static byte[] signature(GraphCredential.Certificate credential, String signed) {
        try {
            Signature signature = signature(credential.algorithm());
            signature.initSign(credential.key());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate's key cannot sign", e);
        }
    }

    private static Signature signature(GraphCredential.Algorithm algorithm)
            throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case PS256 -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(
                        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield pss;
            }
        };
    }
}
