package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.GatewayHttp.Answer;
import dev.wharf.core.Finding;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at how a GOWA is set up. It tells little of itself, so that some findings are what is true
/// of every one.
final class GowaCheck {
    private static final String NAME = "gateway gowa";

    private final GatewaySettings settings;
    private final GatewayHttp http;
    private final Map<String, String> signIn;

    GowaCheck(GatewaySettings settings, GatewayHttp http, Map<String, String> signIn) {
        this.settings = settings;
        this.http = http;
        this.signIn = signIn;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(Weakness.of("gowa", settings));
        try {
            Answer info = http.call("GET", "/app/info", null, signIn);
            findings.add(Finding.good(NAME, "answers"));
            String version = Nodes.text(Nodes.object(info.json(), "results"), "version");
            findings.add(
                    version == null
                            ? Finding.warning(NAME + " version", "is not told: pin the image")
                            : Finding.good(
                                    NAME + " version",
                                    version + "; pin the image by digest as well"));
            findings.add(open());
        } catch (WharfException failed) {
            findings.add(Finding.bad(NAME, String.valueOf(failed.getMessage())));
        }
        findings.add(
                Finding.warning(
                        NAME + " files",
                        "are served without sign-in to whoever reaches its port, and are never deleted: keep it on a private network and clear statics/media by a rule of your own"));
        findings.add(
                Finding.warning(
                        NAME + " disk",
                        "holds the session's keys and every message, in the clear and without end, and its log holds messages at level INFO: encrypt the volume, keep no logs"));
        findings.add(
                Finding.warning(
                        NAME + " coverage",
                        "tells of a call only that it rang, of a view-once or undecryptable message nothing, and gives a webhook up after five tries: reconcile often"));
        return findings;
    }

    private Finding open() {
        try {
            http.call("GET", "/devices", null, Map.of());
            return Finding.bad(
                    NAME + " sign-in", "takes calls without a password: set APP_BASIC_AUTH");
        } catch (WharfException refused) {
            return refused.code() == ErrorCode.SOURCE_REFUSED
                    ? Finding.good(NAME + " sign-in", "is required")
                    : Finding.warning(NAME + " sign-in", "could not be tried");
        }
    }
}
