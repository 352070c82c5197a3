package dev.wharf.app.site;

import dev.wharf.app.config.Setting;
import dev.wharf.core.Finding;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.CaptureMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whether linked devices can be captured: the gateways, and what was accepted for them.
record GatewayCheck(OpenSite site) {
    private static final Map<String, Setting> SETTINGS =
            Map.of("waha", Setting.GATEWAY_WAHA, "gowa", Setting.GATEWAY_GOWA);

    List<Finding> findings() {
        Set<String> named = named();
        Set<String> all = new TreeSet<>(named);
        SETTINGS.forEach(
                (name, setting) -> {
                    if (site.configuration().address(setting).isPresent()) {
                        all.add(name);
                    }
                });
        List<Finding> findings = new ArrayList<>();
        all.forEach(name -> findings.addAll(gateway(name)));
        if (!all.isEmpty()) {
            findings.add(webhook());
        }
        if (!named.isEmpty()) {
            findings.add(risk());
        }
        return findings;
    }

    /// Gateways that accounts name.
    private Set<String> named() {
        Set<String> names = new TreeSet<>();
        site.accounts().all().stream()
                .filter(account -> account.state() != AccountState.DISABLED)
                .forEach(
                        account -> {
                            if (account.method() instanceof CaptureMethod.Linked linked) {
                                names.add(linked.gateway());
                            }
                        });
        return names;
    }

    private List<Finding> gateway(String name) {
        String subject = "gateway " + name;
        Setting setting = SETTINGS.get(name);
        if (setting == null) {
            return List.of(
                    Finding.bad(
                            subject, "there is no such gateway, and accounts name it: waha, gowa"));
        }
        if (site.configuration().address(setting).isEmpty()) {
            return List.of(
                    Finding.bad(
                            subject,
                            "accounts name it, and %s is not set".formatted(setting.key())));
        }
        return site.sources()
                .gateway(name)
                .map(LinkedDeviceGateway::check)
                .orElseGet(() -> secrets(subject, name));
    }

    private List<Finding> secrets(String subject, String name) {
        List<Finding> findings = new ArrayList<>();
        for (String secret : List.of("gateway/" + name + "/key", "gateway/" + name + "/hmac")) {
            if (site.secrets().newest(secret).isEmpty()) {
                findings.add(
                        Finding.bad(
                                subject,
                                "%s is missing: 'wharf site secret put %s', then start the site again"
                                        .formatted(secret, secret)));
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.bad(
                            subject,
                            "its secrets came after the site's start: start the site again"));
        }
        return findings;
    }

    private Finding webhook() {
        String subject = "gateway-webhook";
        boolean known =
                site.configuration().address(Setting.GATEWAY_WEBHOOK).isPresent()
                        || site.configuration().address(Setting.SITE_ADDRESS).isPresent();
        return known
                ? Finding.good(subject, "gateways post to " + site.setting().webhook("NAME"))
                : Finding.warning(
                        subject,
                        "neither it nor site-address is set: gateways are told %s, which they reach on this machine alone"
                                .formatted(site.setting().webhook("NAME")));
    }

    private Finding risk() {
        String subject = "linked devices";
        return site.risk().accepted()
                ? Finding.good(subject, "what they mean was accepted")
                : Finding.bad(
                        subject,
                        "nobody has accepted what they mean, so none can link: 'wharf site link accept-risk'");
    }
}
