package dev.wharf.site.reception;

import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;
import dev.wharf.site.reception.Reception.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The routes that Meta and the gateways call. What is not signed as it should be is refused and
/// leaves nothing but a count; what is, is durable before it is answered.
public final class WebhookRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
    private static final Reply REFUSED = Reply.empty(401);
    private static final Reply TAKEN = Reply.empty(200);

    private final Reception reception;
    private final EnvelopeReader cloud;
    private final Function<String, Optional<Hook>> hooks;
    private final Function<String, Optional<LinkedDeviceGateway>> gateways;
    private final Counts counts;

    /// Told of every webhook. Safe for many threads, quick.
    public interface Counts {
        /// It is durable.
        ///
        /// @param nanos since its body began to be read
        void accepted(String source, long nanos);

        /// @param reason `signature`, `unknown`, `verify-token`
        void refused(String origin, String reason);
    }

    /// @param cloud reads the envelopes of Meta's webhooks and of partners'
    public WebhookRoutes(
            Reception reception,
            EnvelopeReader cloud,
            Function<String, Optional<Hook>> hooks,
            Function<String, Optional<LinkedDeviceGateway>> gateways,
            Counts counts) {
        this.reception = reception;
        this.cloud = cloud;
        this.hooks = hooks;
        this.gateways = gateways;
        this.counts = counts;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.GET,
                        "/webhook/cloud/{hook}",
                        Access.SIGNED,
                        Route.NO_BODY,
                        "Meta verifies the address of a webhook",
                        this::verify),
                new Route(
                        Method.POST,
                        "/webhook/cloud/{hook}",
                        Access.SIGNED,
                        Route.WEBHOOK,
                        "Meta delivers updates of the WhatsApp Business Platform",
                        this::cloud),
                new Route(
                        Method.POST,
                        "/webhook/linked/{gateway}",
                        Access.SIGNED,
                        Route.WEBHOOK,
                        "A gateway delivers updates of linked devices",
                        this::linked));
    }

    private Reply verify(Request request) {
        Optional<Hook> hook = hooks.apply(request.path("hook"));
        String token = request.query("hub.verify_token").orElse("");
        String challenge = request.query("hub.challenge").orElse("");
        boolean subscribing = request.query("hub.mode").orElse("").equals("subscribe");
        if (hook.isEmpty() || !subscribing || !matches(hook.get(), token) || odd(challenge)) {
            return refused(request.path("hook"), "verify-token");
        }
        return Reply.text(200, challenge);
    }

    private static boolean matches(Hook hook, String token) {
        byte[] expected = hook.verifyToken().bytes();
        try {
            return MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(expected, (byte) 0);
        }
    }

    /// Meta's is a number; nothing else is echoed to whoever asks.
    private static boolean odd(String challenge) {
        return !challenge.matches("[0-9A-Za-z_-]{1,100}");
    }

    private Reply cloud(Request request) throws IOException {
        Optional<Hook> hook = hooks.apply(request.path("hook"));
        if (hook.isEmpty()) {
            return refused(request.path("hook"), "unknown");
        }
        long began = System.nanoTime();
        byte[] body = request.bytes();
        Map<String, String> proof = hook.get().authenticity().proof(body, request.headers());
        if (proof.isEmpty()) {
            return refused(hook.get().name(), "signature");
        }
        reception.accept(new Channel(SourceKind.CLOUD_API, hook.get().name(), cloud), body, proof);
        Arrays.fill(body, (byte) 0);
        counts.accepted("cloud-api", System.nanoTime() - began);
        return TAKEN;
    }

    private Reply linked(Request request) throws IOException {
        Optional<LinkedDeviceGateway> gateway = gateways.apply(request.path("gateway"));
        if (gateway.isEmpty()) {
            return refused(request.path("gateway"), "unknown");
        }
        LinkedDeviceGateway source = gateway.get();
        long began = System.nanoTime();
        byte[] body = request.bytes();
        if (!source.authentic(body, request.headers())) {
            return refused(source.name(), "signature");
        }
        reception.accept(
                new Channel(SourceKind.LINKED_DEVICE, source.name(), source.envelopes()),
                body,
                Map.of());
        Arrays.fill(body, (byte) 0);
        counts.accepted("linked", System.nanoTime() - began);
        return TAKEN;
    }

    private Reply refused(String origin, String reason) {
        String known = origin.matches("[0-9A-Za-z_-]{1,64}") ? origin : "?";
        LOG.warn("webhook of {} refused: {}", known, reason);
        counts.refused(known, reason);
        return REFUSED;
    }
}
