package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.GatewayHttp.Answer;
import dev.wharf.core.Finding;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at how a WAHA is set up.
final class WahaCheck {
    private static final String NAME = "gateway waha";

    /// The site tries for seven days to fetch a file; a day is the least that survives a weekend's
    /// outage with somebody at hand.
    private static final long LEAST_LIFETIME = 86_400;

    private final GatewaySettings settings;
    private final GatewayHttp http;
    private final Map<String, String> key;

    WahaCheck(GatewaySettings settings, GatewayHttp http, Map<String, String> key) {
        this.settings = settings;
        this.http = http;
        this.key = key;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(Weakness.of("waha", settings));
        try {
            Answer version = http.call("GET", "/api/version", null, key);
            findings.add(Finding.good(NAME, "answers"));
            findings.addAll(version(version.json()));
            findings.add(open());
            Answer environment = http.call("GET", "/api/server/environment?all=false", null, key);
            findings.addAll(retention(environment.ok() ? environment.json() : null));
        } catch (WharfException failed) {
            findings.add(Finding.bad(NAME, String.valueOf(failed.getMessage())));
        }
        return findings;
    }

    private static List<Finding> version(@Nullable JsonNode version) {
        String engine = Nodes.text(version, "engine");
        String number = Nodes.text(version, "version");
        Finding told =
                number == null
                        ? Finding.warning(NAME + " version", "is not told: pin the image by digest")
                        : Finding.good(
                                NAME + " version", number + "; pin the image by digest as well");
        Finding kind =
                "GOWS".equals(engine)
                        ? Finding.good(NAME + " engine", "is GOWS")
                        : Finding.bad(
                                NAME + " engine",
                                "is %s: only GOWS links accounts with a passkey and shows encrypted edits. Set WHATSAPP_DEFAULT_ENGINE=GOWS"
                                        .formatted(engine));
        return List.of(told, kind);
    }

    /// Without a key it must refuse.
    private Finding open() {
        try {
            http.call("GET", "/api/sessions", null, Map.of());
            return Finding.bad(
                    NAME + " sign-in", "takes calls without a key: set WAHA_API_KEY=sha512:…");
        } catch (WharfException refused) {
            return refused.code() == ErrorCode.SOURCE_REFUSED
                    ? Finding.good(NAME + " sign-in", "is required")
                    : Finding.warning(NAME + " sign-in", "could not be tried");
        }
    }

    private static List<Finding> retention(@Nullable JsonNode environment) {
        String subject = NAME + " files";
        String seconds = Nodes.text(environment, "WHATSAPP_FILES_LIFETIME");
        Finding lifetime;
        if (environment == null) {
            lifetime = Finding.warning(subject, "how long it keeps them is not told");
        } else if (seconds == null || !seconds.matches("[0-9]{1,12}")) {
            lifetime =
                    Finding.bad(
                            subject,
                            "are deleted after 180 seconds: set WHATSAPP_FILES_LIFETIME to 604800, the seven days for which the site tries to fetch them");
        } else if (seconds.equals("0")) {
            lifetime =
                    Finding.warning(
                            subject,
                            "are never deleted and lie there in the clear; WAHA has no call to delete one. 604800 keeps them for seven days");
        } else if (Long.parseLong(seconds) < LEAST_LIFETIME) {
            lifetime =
                    Finding.bad(subject, "are deleted after " + seconds + " seconds: set 604800");
        } else {
            lifetime = Finding.good(subject, "are kept for " + seconds + " seconds");
        }
        return List.of(
                lifetime,
                Finding.warning(
                        NAME + " disk",
                        "holds the session's keys and every chat it has seen, in the clear and without end: encrypt the volume"));
    }
}
