package dev.wharf.site.scope;

import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.key.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256, cut to 128 bits, of what must be recognised and not known. Safe for many threads.
final class KeyedHash {
    private static final int BYTES = 16;

    private final SecretKeySpec key;

    KeyedHash(Secret secret) {
        byte[] bytes = secret.bytes();
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        Arrays.fill(bytes, (byte) 0);
    }

    byte[] chat(UpdateEnvelope update) {
        return of("chat", String.valueOf(update.chat()));
    }

    /// What has no id is known by where and when.
    byte[] message(String account, UpdateEnvelope update) {
        String id = update.messageId();
        return id == null
                ? of(
                        "update",
                        account,
                        String.valueOf(update.chat()),
                        update.kind().name(),
                        String.valueOf(update.at()),
                        update.place())
                : message(update.kind(), String.valueOf(update.chat()), id);
    }

    byte[] message(UpdateEnvelope.Kind kind, String chat, String id) {
        return of("message", kind.name(), chat, id);
    }

    private byte[] of(String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String part : parts) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return Arrays.copyOf(mac.doFinal(), BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        }
    }
}
