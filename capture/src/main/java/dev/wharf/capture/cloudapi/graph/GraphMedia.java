package dev.wharf.capture.cloudapi.graph;

import dev.wharf.capture.cloudapi.MediaDigest;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.MediaSource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that webhooks name, from Meta. The address in the webhook is tried while it is good
/// (Meta's are for five minutes and say until when); else, and when nothing lies there any more,
/// the Graph API is asked for another one, once. It gives a file for seven days.
///
/// Never tried against Meta's own servers: it is written from their documents and recorded answers,
/// and tested against a fake that enforces them.
public final class GraphMedia implements MediaSource {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    /// Until when an address is good, in seconds since 1970.
    private static final Pattern GOOD_UNTIL = Pattern.compile("(?:^|&)ext=([0-9]{1,12})(?:&|$)");

    private final GraphHttp http;
    private final GraphTokens tokens;
    private final Clock clock;

    public GraphMedia(GraphHttp http, GraphTokens tokens, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public InputStream open(MediaNeed need) throws IOException {
        String what = what(need);
        Secret token = token(need);
        URI named = need.url();
        if (named != null && isGood(named)) {
            InputStream file = file(http.get(named, token, what), what, true);
            if (file != null) {
                return file;
            }
        }
        InputStream file = file(http.get(asked(need, token, what), token, what), what, false);
        if (file == null) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "Meta names a place for %s, and nothing lies there yet".formatted(what));
        }
        return file;
    }

    /// Ids go into paths and messages.
    private static String what(MediaNeed need) {
        boolean whole = ID.matcher(need.mediaId()).matches();
        if (!whole || !(need.account().isEmpty() || ID.matcher(need.account()).matches())) {
            throw new WharfException(
                    ErrorCode.INPUT_HOSTILE, "not fetched: its id is none that Meta gives");
        }
        return "the file %s of number id %s".formatted(need.mediaId(), need.account());
    }

    private Secret token(MediaNeed need) {
        return tokens.token(need.account())
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.SOURCE_REFUSED,
                                        "there is no access token for number id %s: give the site one"
                                                .formatted(need.account())));
    }

    private boolean isGood(URI address) {
        Matcher until = GOOD_UNTIL.matcher(String.valueOf(address.getRawQuery()));
        return !until.find() || Long.parseLong(until.group(1)) > clock.instant().getEpochSecond();
    }

    /// @param old whether the address may have been good once and be no longer
    /// @return null when nothing lies there
    private @Nullable InputStream file(GraphHttp.Answer answer, String what, boolean old)
            throws IOException {
        if (answer.status() == 200) {
            long most = http.settings().largest();
            if (answer.length() > most) {
                answer.body().close();
                throw GuardedStream.tooLarge(what, most);
            }
            return new GuardedStream(answer.body(), most, http.settings().stall(), what);
        }
        byte[] error = answer.error();
        boolean nothing =
                switch (answer.status()) {
                    case 404, 410 -> true;
                    case 403 -> old;
                    default -> false;
                };
        if (!nothing) {
            throw GraphErrors.of(answer.status(), error, what);
        }
        return null;
    }

    private URI asked(MediaNeed need, Secret token, String what) throws IOException {
        Map<String, String> query =
                need.account().isEmpty() ? Map.of() : Map.of("phone_number_id", need.account());
        JsonNode answer = http.json("/" + need.mediaId(), query, token, what);
        same(need, answer, what);
        if (answer.path("file_size").asLong(-1) > http.settings().largest()) {
            throw GuardedStream.tooLarge(what, http.settings().largest());
        }
        try {
            return new URI(answer.path("url").asString(""));
        } catch (URISyntaxException none) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "Meta names no place for " + what);
        }
    }

    /// The webhook gives the digest in base64 and this answer in hex.
    private static void same(MediaNeed need, JsonNode answer, String what) {
        Optional<ContentDigest> now = MediaDigest.read(answer.path("sha256").asString(""));
        ContentDigest named = need.digest();
        if (named != null && now.isPresent() && !now.get().equals(named)) {
            throw new WharfException(
                    ErrorCode.DIGEST_MISMATCH,
                    "Meta now has another content under %s (SHA-256 %s) than the webhook named"
                            .formatted(what, now.get()));
        }
    }
}
