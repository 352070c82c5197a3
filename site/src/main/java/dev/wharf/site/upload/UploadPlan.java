package dev.wharf.site.upload;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// What is going to be uploaded, as was said at its beginning.
///
/// @param name of the file, without folders
/// @param account the enrolled account that gave it; null when nobody said
/// @param options how it is to be read, see [dev.wharf.core.capture.CaptureEnvelope]
/// @param digest that the whole must have; null when nobody said
record UploadPlan(
        String name,
        SourceKind source,
        @Nullable String account,
        Map<String, String> options,
        long size,
        @Nullable ContentDigest digest) {
    private static final Set<SourceKind> BACKUPS =
            Set.of(SourceKind.ANDROID_BACKUP, SourceKind.IOS_BACKUP);
    private static final int MOST_NAME = 255;
    private static final int MOST_OPTIONS = 32;

    UploadPlan {
        options = Map.copyOf(options);
        if (name.isBlank() || name.length() > MOST_NAME || name.chars().anyMatch(UploadPlan::odd)) {
            throw wrong("'name' takes a file name of at most 255 characters, without folders.");
        }
        if (size < 1) {
            throw wrong("'size' takes the number of bytes, from 1.");
        }
        if (options.size() > MOST_OPTIONS) {
            throw wrong("'options' takes at most 32 of them.");
        }
    }

    private static boolean odd(int c) {
        return c < 0x20 || c == 0x7F || c == '/' || c == '\\';
    }

    /// @throws WharfException `INPUT_UNREADABLE`, naming the field
    static UploadPlan of(JsonNode json) {
        return new UploadPlan(
                text(json, "name"),
                source(text(json, "source")),
                json.path("account").isString() ? json.path("account").stringValue() : null,
                options(json.path("options")),
                json.path("size").isIntegralNumber() ? json.path("size").longValue() : 0,
                digest(json.path("sha256")));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).isString() ? json.path(field).stringValue() : "";
    }

    private static SourceKind source(String name) {
        try {
            return SourceKind.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw wrong(
                    "'source' takes CHAT_EXPORT, ANDROID_BACKUP, IOS_BACKUP, or CLOUD_API and LINKED_DEVICE for logs of webhooks.");
        }
    }

    private static Map<String, String> options(JsonNode json) {
        Map<String, String> options = new TreeMap<>();
        json.properties()
                .forEach(
                        option -> {
                            if (!option.getValue().isString()) {
                                throw wrong("'options' takes texts by name.");
                            }
                            options.put(option.getKey(), option.getValue().stringValue());
                        });
        return options;
    }

    private static @Nullable ContentDigest digest(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        if (!json.isString() || !json.stringValue().matches("[0-9a-f]{64}")) {
            throw wrong("'sha256' takes 64 lower-case hexadecimal digits.");
        }
        return new ContentDigest(json.stringValue());
    }

    /// Whether an upload of this plan holds what one of the other would. A backup is the same under
    /// another name; an export's name says what chat it is.
    boolean holds(UploadPlan other) {
        return digest != null
                && digest.equals(other.digest)
                && size == other.size
                && source == other.source
                && Objects.equals(account, other.account)
                && options.equals(other.options)
                && (name.equals(other.name) || BACKUPS.contains(source));
    }

    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("name", name).put("source", source.name()).put("size", size);
        json.put("account", account);
        json.put("sha256", digest == null ? null : digest.sha256());
        new TreeMap<>(options).forEach(json.putObject("options")::put);
        return json;
    }

    private static WharfException wrong(String message) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, message);
    }
}
