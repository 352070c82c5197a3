package dev.wharf.capture.linked;

import dev.wharf.core.Finding;
import dev.wharf.core.key.Secret;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What is weak about a gateway's address and secrets, by looking at them alone.
final class Weakness {
    private static final int SHORTEST_SECRET = 16;

    private static final Set<String> DEFAULTS =
            Set.of(
                    "",
                    "secret",
                    "admin",
                    "password",
                    "changeme",
                    "my-secret-key",
                    "your-secret-key",
                    "super-secret-key",
                    "admin:admin",
                    "user:pass",
                    "user1:pass1",
                    "waha",
                    "00000000000000000000000000000000",
                    "sha512:{sha512_hash_for_your_api_key}");

    private static final Pattern PRIVATE =
            Pattern.compile(
                    "localhost|127\\..*|10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2[0-9]|3[01])\\..*|\\[::1]|\\[f[cd].*|[^.:]+|.+\\.(?:internal|local|lan|localdomain)");

    private Weakness() {}

    static Finding secret(String subject, Secret secret) {
        String text = new String(secret.bytes(), StandardCharsets.UTF_8);
        if (DEFAULTS.contains(text.toLowerCase(Locale.ROOT))) {
            return Finding.bad(
                    subject, "is the one from the documentation, or empty: set a random one");
        }
        return text.length() < SHORTEST_SECRET
                ? Finding.warning(subject, "is short: set a random one of 32 characters")
                : Finding.good(subject, "is set");
    }

    /// Names are not looked up: a private network's are short or end in `.internal` and the like.
    static Finding address(String subject, URI base) {
        String host = base.getHost().toLowerCase(Locale.ROOT);
        return PRIVATE.matcher(host).matches()
                ? Finding.good(subject, "is on a private network: " + host)
                : Finding.bad(
                        subject,
                        "looks public (%s): a gateway holds whole chats in the clear. Publish no port; reach it over a private network"
                                .formatted(host));
    }

    static List<Finding> of(String gateway, GatewaySettings settings) {
        return List.of(
                address("gateway " + gateway + " address", settings.base()),
                secret("gateway " + gateway + " key", settings.key()),
                secret("gateway " + gateway + " webhook secret", settings.hmac()));
    }
}
