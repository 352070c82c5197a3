package dev.wharf.site.account;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.directory.User;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.TreeMap;

/// An account as JSON, for administrators and for the digests in the audit.
final class AccountJson {
    private AccountJson() {}

    static ObjectNode of(Account account) {
        ObjectNode json =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("id", account.id())
                        .put("name", account.name())
                        .put("email", account.email().value())
                        .put("label", account.label())
                        .put("state", account.state().name())
                        .put("method", account.method().kind())
                        .put("enrolled", account.enrolled().toString());
        new TreeMap<>(MethodForm.of(account.method()).fields()).forEach(json::put);
        if (account.method() instanceof CaptureMethod.Linked linked) {
            json.put("session", linked.session());
        }
        ArrayNode lines = json.putArray("numbers");
        account.lines().forEach(line -> line(lines.addObject(), line));
        return json;
    }

    private static void line(ObjectNode json, User.Line line) {
        json.put("phone", line.phone().e164())
                .put("from", day(line.from()))
                .put("until", day(line.until()));
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /// Of everything that is known of the account: what the audit holds of a change.
    static ContentDigest digest(Account account) {
        return digest(JsonMapper.shared().writeValueAsBytes(of(account)));
    }

    static ContentDigest digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new ContentDigest(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
