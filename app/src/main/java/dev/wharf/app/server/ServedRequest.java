package dev.wharf.app.server;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Request;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request on Jetty.
final class ServedRequest implements Request {
    private static final long MOST_FORM = 64 * 1024;

    private final Head head;
    private final HttpFields fields;
    private final BoundedBody body;
    private @Nullable Map<String, String> query;

    /// What is known before the body.
    ///
    /// @param path values of the names in the route's path
    /// @param query as sent, null for none
    /// @param caller null where the route needs none
    record Head(
            Method method,
            Map<String, String> path,
            @Nullable String query,
            String address,
            @Nullable Caller caller) {}

    ServedRequest(Head head, HttpFields fields, BoundedBody body) {
        this.head = head;
        this.fields = fields;
        this.body = body;
    }

    @Override
    public Method method() {
        return head.method();
    }

    @Override
    public String path(String name) {
        String value = head.path().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route's path has no {" + name + "}");
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        Map<String, String> parsed = query;
        if (parsed == null) {
            String sent = head.query();
            parsed = sent == null ? Map.of() : fields(sent);
            query = parsed;
        }
        return Optional.ofNullable(parsed.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> all = new HashMap<>();
        for (HttpField field : fields) {
            String value = field.getValue();
            all.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return all;
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.ofNullable(head.caller());
    }

    @Override
    public String remoteAddress() {
        return head.address();
    }

    @Override
    public BoundedBody body() {
        return body;
    }

    @Override
    public byte[] bytes() throws IOException {
        try {
            return body.readAllBytes();
        } catch (IOException failed) {
            if (body.breach() == BoundedBody.Breach.TOO_LARGE) {
                throw tooLarge(failed);
            }
            throw failed;
        }
    }

    @Override
    public Map<String, String> form() throws IOException {
        byte[] bytes = body.readNBytes((int) MOST_FORM + 1);
        if (bytes.length > MOST_FORM) {
            throw tooLarge(null);
        }
        return fields(new String(bytes, StandardCharsets.UTF_8));
    }

    private static WharfException tooLarge(@Nullable Throwable cause) {
        return new WharfException(
                ErrorCode.INPUT_HOSTILE, "The body is larger than this route takes.", cause);
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.putIfAbsent(
                        decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE, "A field is not encoded as in a URL.", wrong);
        }
    }
}
