package dev.wharf.site.alert;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts to a webhook, with `X-Wharf-Signature: sha256=…`: HMAC-SHA-256 over the body's bytes. Only
/// over TLS, except to this machine; redirects are not followed.
public final class SignedHook implements AlertHook {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI address;
    private final Supplier<Optional<Secret>> key;
    private final HttpClient client;
    private final Duration timeout;

    /// @param key asked for at every message (secret `alert/webhook`)
    /// @throws WharfException `CONFIG_INVALID` for an address that is not encrypted
    public SignedHook(URI address, Supplier<Optional<Secret>> key, Duration timeout) {
        boolean https = "https".equals(address.getScheme());
        boolean here =
                "http".equals(address.getScheme())
                        && LOOPBACK.contains(String.valueOf(address.getHost()));
        if (!https && !here) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID, "the webhook of alerts must begin with https://");
        }
        this.address = address;
        this.key = key;
        this.timeout = timeout;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    @Override
    public void send(byte[] json) {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .header("X-Wharf-Signature", "sha256=" + signature(json))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                        .build();
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new WharfException(
                        ErrorCode.SOURCE_REFUSED, "the webhook of alerts answered " + status);
            }
        } catch (IOException away) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "the webhook of alerts cannot be reached", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "interrupted while telling a webhook",
                    interrupted);
        }
    }

    private String signature(byte[] json) {
        try (Secret secret =
                key.get()
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.SOURCE_REFUSED,
                                                "secret alert/webhook is not set"))) {
            byte[] bytes = secret.bytes();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            Arrays.fill(bytes, (byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(json));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        }
    }
}
