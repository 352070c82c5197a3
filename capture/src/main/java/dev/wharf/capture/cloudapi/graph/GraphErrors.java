package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Set;

/// What an answer of Meta's that is no success means for what is to be done. Meta's own words are
/// left out: they may repeat the token.
final class GraphErrors {
    /// Sign-in: expired, malformed, of a session that is over.
    private static final Set<Integer> TOKEN = Set.of(102, 190, 463, 467);

    private static final Set<Integer> PERMISSION = Set.of(3, 10);

    /// Limits, and trouble of Meta's own.
    private static final Set<Integer> BUSY =
            Set.of(1, 2, 4, 17, 32, 341, 368, 613, 80007, 80008, 130429);

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private GraphErrors() {}

    /// @param what was asked for, to read after "Meta …": "the file 12 of number 34"
    static WharfException of(int status, byte[] body, String what) {
        int code = code(body);
        String shown = code == 0 ? "HTTP " + status : "HTTP %d, error %d".formatted(status, code);
        if (status == 401 || TOKEN.contains(code)) {
            return new WharfException(
                    ErrorCode.SOURCE_REFUSED,
                    "Meta does not accept the access token for %s (%s): make a new one and give it to the site"
                            .formatted(what, shown));
        }
        if (PERMISSION.contains(code) || (code >= 200 && code < 300)) {
            return new WharfException(
                    ErrorCode.SOURCE_REFUSED,
                    "the access token does not allow %s (%s): it needs whatsapp_business_messaging and whatsapp_business_management"
                            .formatted(what, shown));
        }
        if (status == 429 || status >= 500 || BUSY.contains(code)) {
            return unavailable(what, shown);
        }
        if (code == 100 || status == 404 || status == 410) {
            return new WharfException(
                    ErrorCode.SOURCE_GONE,
                    "Meta does not have %s (%s): not any more, or not for this token; files are kept for seven days"
                            .formatted(what, shown));
        }
        return status == 403
                ? new WharfException(
                        ErrorCode.SOURCE_REFUSED,
                        "Meta refuses %s (%s): see the app's access to this number"
                                .formatted(what, shown))
                : unavailable(what, shown);
    }

    private static WharfException unavailable(String what, String shown) {
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE,
                "Meta does not give %s for now (%s)".formatted(what, shown));
    }

    /// 0 when the body is no error of the Graph API's.
    private static int code(byte[] body) {
        JsonNode error = error(body);
        JsonNode code = error == null ? null : error.get("code");
        return code != null && code.isNumber() ? code.intValue() : 0;
    }

    private static @Nullable JsonNode error(byte[] body) {
        try {
            return MAPPER.readTree(body).get("error");
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
