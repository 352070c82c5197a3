package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fake of Entra: takes a client secret, or an assertion that it verifies, and gives tokens
/// that expire. Guarded by its server's lock.
final class FakeLogin {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Clock clock;
    private final Map<String, Instant> tokens = new HashMap<>();
    Duration life = Duration.ofHours(1);
    List<String> roles = List.of();
    @Nullable X509Certificate certificate;
    boolean refusing;
    private int given;

    FakeLogin(Clock clock) {
        this.clock = clock;
    }

    boolean accepts(String token) {
        Instant until = tokens.get(token);
        return until != null && clock.instant().isBefore(until);
    }

    void expireAll() {
        tokens.clear();
    }

    int given() {
        return given;
    }

    FakeReply token(String base, Map<String, String> form) {
        if (!form.getOrDefault("client_id", "").equals(FakeExchange.CLIENT)) {
            return refused(700016, "unauthorized_client");
        }
        if (!form.getOrDefault("scope", "").equals(base + "/.default")) {
            return refused(70011, "invalid_scope");
        }
        if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
            return refused(70003, "unsupported_grant_type");
        }
        String secret = form.get("client_secret");
        boolean good = !refusing && isRight(secret, form, base);
        return good ? given(base) : refused(7000215, "invalid_client");
    }

    private boolean isRight(@Nullable String secret, Map<String, String> form, String base) {
        return secret != null
                ? secret.equals(FakeExchange.SECRET)
                : verifies(form.getOrDefault("client_assertion", ""), base);
    }

    private FakeReply given(String base) {
        ObjectNode claims = FakeReply.JSON.createObjectNode().put("aud", base).put("n", ++given);
        roles.forEach(role -> claims.withArray("roles").add(role));
        String token =
                BASE64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII))
                        + "."
                        + BASE64.encodeToString(FakeReply.JSON.writeValueAsBytes(claims))
                        + ".fake";
        tokens.put(token, clock.instant().plus(life));
        return FakeReply.json(
                200,
                FakeReply.JSON
                        .createObjectNode()
                        .put("token_type", "Bearer")
                        .put("expires_in", life.toSeconds())
                        .put("access_token", token));
    }

    private static FakeReply refused(int code, String error) {
        ObjectNode body = FakeReply.JSON.createObjectNode().put("error", error);
        body.putArray("error_codes").add(code);
        body.put("error_description", "AADSTS" + code + ": what was typed may stand here");
        body.put("trace_id", "00000000-1111-2222-3333-444444444444");
        return FakeReply.json(401, body);
    }

    private boolean verifies(String assertion, String base) {
        X509Certificate known = certificate;
        String[] parts = assertion.split("\\.", -1);
        if (known == null || parts.length != 3) {
            return false;
        }
        JsonNode header = json(parts[0]);
        JsonNode claims = json(parts[1]);
        long now = clock.instant().getEpochSecond();
        return header.path("x5t#S256").asString("").equals(thumbprint(known))
                && claims.path("aud")
                        .asString("")
                        .equals(base + "/" + FakeExchange.TENANT + "/oauth2/v2.0/token")
                && claims.path("iss").asString("").equals(FakeExchange.CLIENT)
                && claims.path("sub").asString("").equals(FakeExchange.CLIENT)
                && claims.path("nbf").asLong() <= now
                && claims.path("exp").asLong() > now
                && claims.path("jti").asString("").length() > 8
                && signature(header.path("alg").asString(""))
                        .map(check -> isSigned(check, known, parts))
                        .orElse(false);
    }

    private static JsonNode json(String part) {
        return FakeReply.JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static boolean isSigned(Signature check, X509Certificate by, String[] parts) {
        try {
            check.initVerify(by.getPublicKey());
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    private static Optional<Signature> signature(String algorithm) {
        try {
            if (algorithm.equals("RS256")) {
                return Optional.of(Signature.getInstance("SHA256withRSA"));
            }
            if (!algorithm.equals("PS256")) {
                return Optional.empty();
            }
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(
                    new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            return Optional.of(pss);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
