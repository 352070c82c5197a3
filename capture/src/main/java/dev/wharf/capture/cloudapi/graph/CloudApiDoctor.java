package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.Finding;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks Meta whether what happens will be told to this site. What is not subscribed to fails
/// silently, and Meta sends nothing a second time: so this is asked at every start, and daily.
///
/// Safe for many threads.
public final class CloudApiDoctor {
    private static final String APPS = "subscribed apps";
    private static final String FIELDS = "webhook fields";
    private static final String CALLBACK = "webhook address";

    private static final String UNANSWERED = "could not be examined: ";

    private final GraphHttp http;

    public CloudApiDoctor(GraphHttp http) {
        this.http = http;
    }

    /// Whether a finding says what is so, and not only that nobody could tell.
    public static boolean answered(Finding finding) {
        return !finding.text().startsWith(UNANSWERED);
    }

    /// Never fails: what cannot be asked is a finding too.
    public List<Finding> examine(CloudApiSetup setup) {
        List<Finding> findings = new ArrayList<>();
        boolean onPhone = false;
        for (String number : setup.numbers()) {
            onPhone |= number(number, setup, findings);
        }
        String override = apps(setup, findings);
        subscriptions(setup, onPhone, override, findings);
        return findings;
    }

    /// @return whether it is on a phone too
    private boolean number(String number, CloudApiSetup setup, List<Finding> findings) {
        String subject = "number id " + number;
        Map<String, String> fields = Map.of("fields", "is_on_biz_app,platform_type,status");
        JsonNode node = asked("/" + number, fields, setup.token(), subject, findings);
        if (node == null) {
            return false;
        }
        String platform = node.path("platform_type").asString("");
        boolean onPhone = node.path("is_on_biz_app").asBoolean(false);
        if (!platform.equals("CLOUD_API")) {
            findings.add(
                    Finding.bad(
                            subject,
                            "it is not on the Cloud API any more (platform_type %s): nothing of it arrives. Onboard it again"
                                    .formatted(platform.isEmpty() ? "unknown" : platform)));
        } else {
            findings.add(
                    Finding.good(
                            subject,
                            onPhone
                                    ? "on the Cloud API and on a phone: its groups, calls on the phone and view-once messages never arrive"
                                    : "on the Cloud API"));
        }
        return onPhone;
    }

    /// @return the address that webhooks of this account go to instead of the app's; empty when
    ///   there is none
    private String apps(CloudApiSetup setup, List<Finding> findings) {
        JsonNode answer =
                asked(
                        "/" + setup.waba() + "/subscribed_apps",
                        Map.of(),
                        setup.token(),
                        APPS,
                        findings);
        if (answer == null) {
            return "";
        }
        for (JsonNode app : answer.path("data")) {
            String id = app.path("whatsapp_business_api_data").path("id").asString("");
            if (id.equals(setup.app())) {
                findings.add(
                        Finding.good(APPS, "the app is subscribed to account " + setup.waba()));
                return app.path("override_callback_uri").asString("");
            }
        }
        findings.add(
                Finding.bad(
                        APPS,
                        "app %s is not subscribed to account %s: nothing arrives. POST /%s/subscribed_apps with the app's token"
                                .formatted(setup.app(), setup.waba(), setup.waba())));
        return "";
    }

    private void subscriptions(
            CloudApiSetup setup, boolean onPhone, String override, List<Finding> findings) {
        Secret appToken = appToken(setup);
        JsonNode answer =
                asked("/" + setup.app() + "/subscriptions", Map.of(), appToken, FIELDS, findings);
        appToken.close();
        if (answer == null) {
            return;
        }
        for (JsonNode subscription : answer.path("data")) {
            if (subscription.path("object").asString("").equals("whatsapp_business_account")) {
                callback(subscription, setup.callback(), override, findings);
                fields(subscription, onPhone, findings);
                return;
            }
        }
        findings.add(
                Finding.bad(
                        FIELDS,
                        "app %s has no webhooks for WhatsApp: set them up in its dashboard, for all fields"
                                .formatted(setup.app())));
    }

    private static Secret appToken(CloudApiSetup setup) {
        String secret = new String(setup.appSecret().bytes(), StandardCharsets.UTF_8);
        return Secret.copyOf((setup.app() + "|" + secret.strip()).getBytes(StandardCharsets.UTF_8));
    }

    private static void callback(
            JsonNode subscription, URI ours, String override, List<Finding> findings) {
        String apps = subscription.path("callback_url").asString("");
        boolean chats = isOurs(override.isEmpty() ? apps : override, ours);
        if (!subscription.path("active").asBoolean(true)) {
            findings.add(Finding.bad(CALLBACK, "the app's webhooks are switched off at Meta"));
        } else if (!chats) {
            findings.add(
                    Finding.bad(
                            CALLBACK,
                            "webhooks go to host %s and not to %s: nothing arrives here"
                                    .formatted(host(override.isEmpty() ? apps : override), ours)));
        } else if (!isOurs(apps, ours)) {
            findings.add(
                    Finding.warning(
                            CALLBACK,
                            "chats arrive here, but fields of the account go to host %s: that capture has ended is told there alone"
                                    .formatted(host(apps))));
        } else {
            findings.add(Finding.good(CALLBACK, "webhooks arrive here"));
        }
    }

    private static boolean isOurs(String address, URI ours) {
        return address.replaceAll("/+$", "").equals(ours.toString().replaceAll("/+$", ""));
    }

    /// Of a foreign address only the host: its path may be a secret.
    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "unknown" : host;
        } catch (IllegalArgumentException none) {
            return "unknown";
        }
    }

    private static void fields(JsonNode subscription, boolean onPhone, List<Finding> findings) {
        Set<String> subscribed = new HashSet<>();
        for (JsonNode field : subscription.path("fields")) {
            subscribed.add(field.isString() ? field.asString() : field.path("name").asString(""));
        }
        boolean all = true;
        for (CapturedField field : CapturedField.ALL) {
            if (!subscribed.contains(field.name())) {
                all = false;
                findings.add(
                        new Finding(
                                field.level(onPhone),
                                FIELDS,
                                "%s is not subscribed to; lost without it: %s. Subscribe to it in the app's dashboard"
                                        .formatted(field.name(), field.lost())));
            }
        }
        if (all) {
            findings.add(Finding.good(FIELDS, "every field that capture needs is subscribed to"));
        }
    }

    /// @return null when there was no answer, which is then a finding
    private @Nullable JsonNode asked(
            String path,
            Map<String, String> query,
            Secret token,
            String subject,
            List<Finding> findings) {
        try {
            return http.json(path, query, token, subject);
        } catch (WharfException refused) {
            boolean away = refused.code() == ErrorCode.SOURCE_UNAVAILABLE;
            findings.add(
                    new Finding(
                            away ? Finding.Level.WARNING : Finding.Level.BAD,
                            subject,
                            UNANSWERED + refused.getMessage()));
        } catch (IOException broken) {
            findings.add(Finding.warning(subject, UNANSWERED + "the answer broke off"));
        }
        return null;
    }
}
