package dev.wharf.app.endtoend;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.site.OpenSite;
import dev.wharf.core.directory.User;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;
import dev.wharf.site.credential.FirstStart;
import dev.wharf.site.credential.Issued;
import dev.wharf.site.http.Access;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.key.ArchivePublicKey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A site's directory, with whom and what a test enrols, before its process runs. It listens on
/// ports that are free then.
final class PreparedSite {
    static final Actor ACTOR = Actor.job("test", "testhost");

    private final Path home;
    private final KeyVault vault;
    private final Map<String, String> settings = new HashMap<>();

    PreparedSite(Path home, KeyVault vault) throws IOException {
        this.home = home;
        this.vault = vault;
        settings.put("WHARF_SITE_LISTEN", "127.0.0.1:0");
        settings.put("WHARF_SITE_HEALTH", "127.0.0.1:0");
        // Nobody is there: no test asks Meta.
        settings.put("WHARF_GRAPH_ADDRESS", "http://127.0.0.1:9");
        try (OpenSite site = open(Clock.systemUTC())) {
            key().write(site.directory().resolve("archive.pub"));
            secret(site, "cloud/" + CloudNumber.HOOK + "/app-secret", CloudNumber.APP_SECRET);
            secret(site, "cloud/" + CloudNumber.HOOK + "/verify-token", CloudNumber.VERIFY_TOKEN);
            secret(site, "cloud/" + CloudNumber.HOOK + "/access-token", CloudNumber.TOKEN);
        }
    }

    PreparedSite with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    Path directory() {
        return home.resolve("site");
    }

    ArchivePublicKey key() {
        return ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey();
    }

    /// The directory in this process's hands.
    OpenSite open(Clock clock) {
        return OpenSite.open(
                directory(),
                Configuration.load(home.resolve("config.yaml"), settings, home),
                clock,
                new SecureRandom());
    }

    /// Somebody whose number the platform captures.
    Account enrol(CloudNumber number, String email) {
        MethodForm method =
                new MethodForm(
                        "cloud-api",
                        Map.of(
                                "phone_number_id",
                                number.id(),
                                "waba_id",
                                "102290129340398",
                                "hook",
                                CloudNumber.HOOK));
        return enrol(number.digits(), email, method);
    }

    Account enrol(String digits, String email, MethodForm method) {
        try (OpenSite site = open(Clock.systemUTC())) {
            return site.accounts()
                    .enrol(
                            new NewAccount(
                                    "Person " + digits,
                                    EmailAddress.parse(email).orElseThrow(),
                                    "",
                                    method,
                                    List.of(new User.Line(phone(digits), null, null))),
                            ACTOR);
        }
    }

    static PhoneNumber phone(String digits) {
        return PhoneNumber.parse("+" + digits).orElseThrow();
    }

    /// Makes the first administrator and connector.
    ///
    /// @return their passwords by role
    Map<Access, String> firstStart() {
        Map<Access, String> passwords = new HashMap<>();
        try (OpenSite site = open(Clock.systemUTC())) {
            for (Issued issued : new FirstStart(site.database(), site.credentials()).run(ACTOR)) {
                passwords.put(
                        issued.role(),
                        new String(issued.password().bytes(), StandardCharsets.UTF_8));
            }
        }
        return passwords;
    }

    PreparedSite secret(String name, String value) {
        try (OpenSite site = open(Clock.systemUTC())) {
            secret(site, name, value);
        }
        return this;
    }

    private static void secret(OpenSite site, String name, String value) {
        site.secrets().put(name, Secret.copyOf(value.getBytes(StandardCharsets.UTF_8)), ACTOR);
    }
}
