package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.core.destination.Destination;
import dev.wharf.destinations.imap.ClientCredentials;
import dev.wharf.destinations.imap.ImapDestination;
import dev.wharf.destinations.imap.ImapServer;
import dev.wharf.destinations.imap.ImapServer.Security;
import dev.wharf.destinations.imap.ImapSettings;
import dev.wharf.destinations.imap.OAuthCloud;
import dev.wharf.destinations.imap.SignIn;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// `imap`: docs/destination-imap.md says what each setting means.
final class ImapKind implements Kind<Destination> {
    private static final Set<String> KEYS =
            Set.of(
                    "host",
                    "port",
                    "security",
                    "trust",
                    "users",
                    "timeout",
                    "sign-in",
                    "user",
                    "password",
                    "passwords",
                    "separator",
                    "cloud",
                    "tenant",
                    "client-id",
                    "client-secret",
                    "token-endpoint",
                    "folder",
                    "seen",
                    "largest",
                    "mailboxes-at-once",
                    "batch",
                    "patience");

    private enum Way {
        MASTER_USER,
        ON_BEHALF,
        PASSWORDS,
        XOAUTH2
    }

    @Override
    public Set<String> keys() {
        return KEYS;
    }

    @Override
    public Opening<Destination> read(KindSettings settings) {
        Opening<ImapSettings> imap = settings(settings);
        return supplies ->
                new ImapDestination(imap.open(supplies), supplies.clock(), Thread::sleep);
    }

    static Opening<ImapSettings> settings(KindSettings settings) {
        Opening<SignIn> signIn = signIn(settings);
        ImapServer server = server(settings);
        ImapSettings.Folder folder =
                KindSettings.made(
                        "folder",
                        key ->
                                new ImapSettings.Folder(
                                        settings.text(key, ImapSettings.Folder.DEFAULT.name()),
                                        settings.isOn("seen", true)));
        ImapSettings.Limits limits = limits(settings);
        return supplies -> new ImapSettings(server, signIn.open(supplies), folder, limits);
    }

    private static ImapServer server(KindSettings settings) {
        Security security = settings.choice("security", Security.TLS);
        String host =
                way(settings) == Way.XOAUTH2
                        ? settings.text("host", cloud(settings).imapHost())
                        : settings.demand("host");
        int usual = security == Security.TLS ? ImapServer.IMAPS_PORT : 143;
        return KindSettings.made(
                "host",
                _ ->
                        new ImapServer(
                                host,
                                settings.port("port", usual),
                                security,
                                settings.text("trust").map(Path::of).orElse(null),
                                settings.choice("users", ImapServer.UserNames.ADDRESS),
                                settings.time("timeout", Duration.ofMinutes(3))));
    }

    private static ImapSettings.Limits limits(KindSettings settings) {
        ImapSettings.Limits usual = ImapSettings.Limits.DEFAULT;
        return KindSettings.made(
                "batch",
                key ->
                        new ImapSettings.Limits(
                                settings.size("largest", usual.largest()),
                                settings.number("mailboxes-at-once", usual.mailboxesAtOnce()),
                                settings.number(key, usual.batch()),
                                usual.batchBytes(),
                                settings.time("patience", usual.patience())));
    }

    private static Way way(KindSettings settings) {
        return settings.choice("sign-in", Way.MASTER_USER);
    }

    private static OAuthCloud cloud(KindSettings settings) {
        return settings.choice("cloud", OAuthCloud.GLOBAL);
    }

    private static Opening<SignIn> signIn(KindSettings settings) {
        return switch (way(settings)) {
            case MASTER_USER -> {
                String user = settings.demand("user");
                SecretReference password = settings.demandSecret("password");
                String separator = settings.text("separator", "*");
                yield supplies ->
                        new SignIn.MasterUser(user, supplies.secrets().apply(password), separator);
            }
            case ON_BEHALF -> {
                String user = settings.demand("user");
                SecretReference password = settings.demandSecret("password");
                yield supplies -> new SignIn.OnBehalf(user, supplies.secrets().apply(password));
            }
            case PASSWORDS -> {
                SecretReference file = settings.demandSecret("passwords");
                yield supplies ->
                        new SignIn.Passwords(
                                MailboxPasswords.parse(supplies.secrets().apply(file)));
            }
            case XOAUTH2 -> bearer(settings);
        };
    }

    private static Opening<SignIn> bearer(KindSettings settings) {
        OAuthCloud cloud = cloud(settings);
        String client = settings.demand("client-id");
        SecretReference secret = settings.demandSecret("client-secret");
        URI endpoint =
                settings.uri("token-endpoint")
                        .orElseGet(() -> cloud.tokenEndpoint(settings.demand("tenant")));
        return supplies ->
                new SignIn.Bearer(
                        new ClientCredentials(
                                new ClientCredentials.Application(
                                        endpoint,
                                        client,
                                        supplies.secrets().apply(secret),
                                        cloud.scope()),
                                supplies.clock()));
    }
}
