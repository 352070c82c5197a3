package dev.wharf.app.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.config.Setting;
import dev.wharf.capture.cloudapi.WebhookSignature;
import dev.wharf.capture.cloudapi.graph.GraphHttp;
import dev.wharf.capture.cloudapi.graph.GraphMedia;
import dev.wharf.capture.cloudapi.graph.GraphSettings;
import dev.wharf.capture.linked.GatewaySettings;
import dev.wharf.capture.linked.GowaGateway;
import dev.wharf.capture.linked.WahaGateway;
import dev.wharf.core.capture.MediaSource;
import dev.wharf.core.key.Secret;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.reception.Hook;
import dev.wharf.site.secret.SourceSecrets;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where WhatsApp comes from: hooks of Meta's apps, gateways, and whom files are fetched from. What
/// proves either side to the other lies in the site's secrets: `cloud/HOOK/app-secret`,
/// `cloud/HOOK/verify-token`, `cloud/HOOK/access-token`, `gateway/NAME/key`, `gateway/NAME/hmac`.
final class Sources implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration GATEWAY_TIMEOUT = Duration.ofSeconds(20);

    private final SourceSecrets secrets;
    private final Accounts accounts;
    private final Recalled<Hook> hooks;
    private final Recalled<String> hooksOfNumbers;
    private final Map<String, LinkedDeviceGateway> gateways = new LinkedHashMap<>();
    private final GraphHttp graph;
    private final GraphMedia media;

    Sources(
            Configuration configuration,
            SiteSetting setting,
            SourceSecrets secrets,
            Accounts accounts,
            Clock clock) {
        this.secrets = secrets;
        this.accounts = accounts;
        this.hooks = new Recalled<>(this::readHook, clock, MOMENT);
        this.hooksOfNumbers = new Recalled<>(this::hookOf, clock, MOMENT);
        this.graph = new GraphHttp(graphSettings(configuration));
        this.media = new GraphMedia(graph, this::token, clock);
        configuration
                .address(Setting.GATEWAY_WAHA)
                .flatMap(base -> gateway(base, "waha", setting))
                .ifPresent(known -> gateways.put("waha", new WahaGateway(known)));
        configuration
                .address(Setting.GATEWAY_GOWA)
                .flatMap(base -> gateway(base, "gowa", setting))
                .ifPresent(known -> gateways.put("gowa", new GowaGateway(known, clock)));
    }

    private static GraphSettings graphSettings(Configuration configuration) {
        URI base = configuration.address(Setting.GRAPH_ADDRESS).orElse(GraphSettings.META);
        return base.equals(GraphSettings.META) ? GraphSettings.ofMeta() : GraphSettings.at(base);
    }

    private Optional<GatewaySettings> gateway(URI base, String name, SiteSetting setting) {
        Optional<Secret> key = secrets.newest("gateway/" + name + "/key");
        Optional<Secret> hmac = secrets.newest("gateway/" + name + "/hmac");
        if (key.isEmpty() || hmac.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new GatewaySettings(
                        base, key.get(), setting.webhook(name), hmac.get(), GATEWAY_TIMEOUT));
    }

    Optional<Hook> hook(String name) {
        return name.matches("[a-z0-9-]{1,32}") ? hooks.get(name) : Optional.empty();
    }

    private Optional<Hook> readHook(String name) {
        List<Secret> apps = secrets.all("cloud/" + name + "/app-secret");
        Optional<Secret> token = secrets.newest("cloud/" + name + "/verify-token");
        return apps.isEmpty() || token.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hook(name, authenticity(signature(name), apps), token.get()));
    }

    private static Hook.Authenticity authenticity(
            WebhookSignature signature, List<Secret> secrets) {
        String header = signature.header().toLowerCase(Locale.ROOT);
        return (body, headers) -> {
            String given = headers.get(header);
            boolean good = false;
            for (Secret secret : secrets) {
                good |= signature.matches(body, given, secret);
            }
            return good && given != null ? Map.of("signature", given) : Map.of();
        };
    }

    /// Partners sign in ways of their own.
    private WebhookSignature signature(String hook) {
        for (Account account : accounts.all()) {
            if (account.method() instanceof CaptureMethod.Coexistence both
                    && both.hook().equals(hook)) {
                return switch (both.partner()) {
                    case "360dialog" -> WebhookSignature.DIALOG_360;
                    case "ycloud" -> WebhookSignature.YCLOUD;
                    default -> WebhookSignature.META;
                };
            }
        }
        return WebhookSignature.META;
    }

    /// Where Meta is asked.
    GraphHttp graph() {
        return graph;
    }

    Map<String, LinkedDeviceGateway> gateways() {
        return gateways;
    }

    Optional<LinkedDeviceGateway> gateway(String name) {
        return Optional.ofNullable(gateways.get(name));
    }

    /// Who has the files of an origin.
    Optional<MediaSource> media(String origin) {
        Optional<LinkedDeviceGateway> gateway = gateway(origin);
        if (gateway.isPresent()) {
            return gateway.map(MediaSource.class::cast);
        }
        return hook(origin).map(_ -> media);
    }

    private Optional<Secret> token(String phoneNumberId) {
        return hooksOfNumbers
                .get(phoneNumberId)
                .flatMap(hook -> secrets.newest("cloud/" + hook + "/access-token"));
    }

    private Optional<String> hookOf(String phoneNumberId) {
        for (Account account : accounts.all()) {
            Optional<String> hook =
                    switch (account.method()) {
                        case CaptureMethod.CloudApi cloud
                                when cloud.phoneNumberId().equals(phoneNumberId) ->
                                Optional.of(cloud.hook());
                        case CaptureMethod.Coexistence both
                                when both.phoneNumberId().equals(phoneNumberId) ->
                                Optional.of(both.hook());
                        default -> Optional.empty();
                    };
            if (hook.isPresent()) {
                return hook;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        graph.close();
    }
}
