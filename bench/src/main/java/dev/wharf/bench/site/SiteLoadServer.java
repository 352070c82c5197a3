package dev.wharf.bench.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.site.OpenSite;
import dev.wharf.app.site.SiteProcess;
import dev.wharf.core.directory.User;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.testkit.MemoryKeyVault;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The child of [SiteLoad]: the site as it ships, with one account whose number the platform
/// captures. Prints its ports; ends with its standard input.
public final class SiteLoadServer {
    private static final Actor ACTOR = Actor.job("bench", "bench");

    private SiteLoadServer() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        MemoryKeyVault vault = new MemoryKeyVault();
        try (OpenSite site = open(home)) {
            enrol(site);
            try (SiteProcess running =
                    SiteProcess.start(
                            site,
                            ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey(),
                            "bench")) {
                System.out.println(
                        running.address().getPort() + " " + running.healthAddress().getPort());
                while (System.in.read() >= 0) {}
            }
        }
    }

    private static OpenSite open(Path home) {
        Map<String, String> settings =
                Map.of(
                        "WHARF_SITE_LISTEN", "127.0.0.1:0",
                        "WHARF_SITE_HEALTH", "127.0.0.1:0",
                        // Nobody is there: nothing here asks Meta.
                        "WHARF_GRAPH_ADDRESS", "http://127.0.0.1:9");
        return OpenSite.open(
                home.resolve("site"),
                Configuration.load(home.resolve("config.yaml"), settings, home),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private static void enrol(OpenSite site) {
        MethodForm cloud =
                new MethodForm(
                        "cloud-api",
                        Map.of(
                                "phone_number_id", WebhookClient.NUMBER_ID,
                                "waba_id", "102290129340398",
                                "hook", WebhookClient.HOOK));
        PhoneNumber phone = PhoneNumber.parse("+" + WebhookClient.NUMBER).orElseThrow();
        EmailAddress email = EmailAddress.parse("bench@firm.example").orElseThrow();
        site.accounts()
                .enrol(
                        new NewAccount(
                                "Bench",
                                email,
                                "",
                                cloud,
                                List.of(new User.Line(phone, null, null))),
                        ACTOR);
        String prefix = "cloud/" + WebhookClient.HOOK;
        site.secrets().put(prefix + "/app-secret", Secret.copyOf(WebhookClient.SECRET), ACTOR);
        site.secrets().put(prefix + "/verify-token", Secret.copyOf(WebhookClient.SECRET), ACTOR);
    }
}
