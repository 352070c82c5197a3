package dev.wharf.app.site;

import dev.wharf.capture.cloudapi.graph.CloudApiDoctor;
import dev.wharf.capture.cloudapi.graph.CloudApiSetup;
import dev.wharf.core.Finding;
import dev.wharf.core.key.Secret;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.secret.SourceSecrets;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether Meta tells the site what it is to capture: each hook's secrets, and what its app is
/// subscribed to.
///
/// The app's id is kept with the hook's secrets (`cloud/HOOK/app-id`): it is none, but it belongs
/// to the others and is entered with them.
record HookCheck(OpenSite site) {
    private static final List<String> NEEDED =
            List.of("app-secret", "verify-token", "access-token");

    /// Whose numbers are captured by which hook, by business account.
    Map<String, Map<String, List<String>>> captured() {
        Map<String, Map<String, List<String>>> hooks = new TreeMap<>();
        for (Account account : site.accounts().all()) {
            if (account.state() == AccountState.DISABLED) {
                continue;
            }
            switch (account.method()) {
                case CaptureMethod.CloudApi it ->
                        add(hooks, it.hook(), it.wabaId(), it.phoneNumberId());
                case CaptureMethod.Coexistence it ->
                        add(hooks, it.hook(), it.wabaId(), it.phoneNumberId());
                case CaptureMethod.Linked _, CaptureMethod.Export _, CaptureMethod.Upload _ -> {}
            }
        }
        return hooks;
    }

    private static void add(
            Map<String, Map<String, List<String>>> hooks, String hook, String waba, String number) {
        hooks.computeIfAbsent(hook, _ -> new TreeMap<>())
                .computeIfAbsent(waba, _ -> new ArrayList<>())
                .add(number);
    }

    /// Hooks that accounts name, or secrets are there for.
    Set<String> names() {
        Set<String> names = new TreeSet<>(captured().keySet());
        for (SourceSecrets.Listed secret : site.secrets().list()) {
            String[] steps = secret.name().split("/", -1);
            if (steps.length == 3 && steps[0].equals("cloud")) {
                names.add(steps[1]);
            }
        }
        return names;
    }

    List<Finding> findings() {
        Map<String, Map<String, List<String>>> captured = captured();
        List<Finding> findings = new ArrayList<>();
        for (String hook : names()) {
            findings.addAll(secrets(hook));
            findings.addAll(subscriptions(hook, captured.getOrDefault(hook, Map.of())));
        }
        return findings;
    }

    private List<Finding> secrets(String hook) {
        List<String> missing =
                NEEDED.stream()
                        .map(name -> "cloud/" + hook + "/" + name)
                        .filter(name -> site.secrets().newest(name).isEmpty())
                        .toList();
        if (missing.isEmpty()) {
            return List.of(Finding.good("hook " + hook, "has its secrets"));
        }
        return missing.stream()
                .map(
                        name ->
                                Finding.bad(
                                        "hook " + hook,
                                        "%s is missing: 'wharf site secret put %s'"
                                                .formatted(name, name)))
                .toList();
    }

    /// What Meta says of a hook's app; nothing when too little is known to ask.
    ///
    /// @param numbers by business account
    List<Finding> subscriptions(String hook, Map<String, List<String>> numbers) {
        Optional<String> app = app(hook);
        if (app.isEmpty()) {
            return List.of(
                    Finding.warning(
                            "hook " + hook,
                            "what its app is subscribed to cannot be examined: put the app's id (digits) at cloud/%s/app-id"
                                    .formatted(hook)));
        }
        Optional<Secret> secret = site.secrets().newest("cloud/" + hook + "/app-secret");
        Optional<Secret> token = site.secrets().newest("cloud/" + hook + "/access-token");
        if (secret.isEmpty() || token.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        try (Secret appSecret = secret.get();
                Secret access = token.get()) {
            CloudApiDoctor doctor = new CloudApiDoctor(site.sources().graph());
            numbers.forEach(
                    (waba, ids) ->
                            doctor.examine(
                                            new CloudApiSetup(
                                                    app.get(),
                                                    appSecret,
                                                    waba,
                                                    access,
                                                    ids,
                                                    callback(hook)))
                                    .forEach(found -> findings.add(named(hook, found))));
        }
        return findings;
    }

    private static Finding named(String hook, Finding finding) {
        return new Finding(
                finding.level(), "hook %s: %s".formatted(hook, finding.subject()), finding.text());
    }

    private Optional<String> app(String hook) {
        return site.secrets()
                .newest("cloud/" + hook + "/app-id")
                .map(HookCheck::text)
                .filter(id -> id.matches("[0-9]{1,32}"));
    }

    private static String text(Secret id) {
        try (id) {
            return new String(id.bytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private URI callback(String hook) {
        String base = site.setting().base().toString().replaceFirst("/$", "");
        return URI.create(base + "/webhook/cloud/" + hook);
    }
}
