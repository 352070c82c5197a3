package dev.wharf.destinations.microsoft365;

import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.graph.Cloud;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphCredential;
import dev.wharf.destinations.microsoft365.graph.GraphSignIn;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.graph.SignInSettings;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.graph.FakeExchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A fake tenant and a destination that delivers to it; time passes only by waiting.
public final class FakeTenant implements AutoCloseable {
    public static final EmailAddress ALICE = new EmailAddress("alice@firm.example");
    public static final EmailAddress BOB = new EmailAddress("bob@firm.example");
    public static final String FOLDER = "WhatsApp Archiver";

    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T12:00:00Z"));
    public final Pause pause = clock::move;
    public final FakeExchange exchange = new FakeExchange(clock);
    public final Microsoft365Settings settings;
    public final Microsoft365Destination destination;
    private final HttpClient http = GraphClient.newHttp();

    public FakeTenant() {
        this(UnaryOperator.identity());
    }

    public FakeTenant(UnaryOperator<Microsoft365Settings> change) {
        exchange.with(ALICE.value(), BOB.value());
        settings = change.apply(Microsoft365Settings.usual(signIn()));
        destination = new Microsoft365Destination(settings, clock, pause, ids());
    }

    public SignInSettings signIn() {
        return signIn(FakeExchange.SECRET);
    }

    public SignInSettings signIn(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return signIn(new GraphCredential.ClientSecret(Secret.copyOf(bytes)));
    }

    public SignInSettings signIn(GraphCredential credential) {
        return new SignInSettings(cloud(), FakeExchange.TENANT, FakeExchange.CLIENT, credential);
    }

    public Cloud cloud() {
        URI base = exchange.base();
        return Cloud.GLOBAL.named("fake").at(base, base, base, List.of("127.0.0.1"));
    }

    public GraphSignIn newSignIn(SignInSettings of) {
        return new GraphSignIn(of, http, clock, ids());
    }

    public GraphClient newClient() {
        return new GraphClient(newSignIn(signIn()), http, clock, pause, ids());
    }

    public static Supplier<UUID> ids() {
        Random random = new Random(42);
        return () -> {
            synchronized (random) {
                return new UUID(random.nextLong(), random.nextLong());
            }
        };
    }

    public MailboxSession open(EmailAddress mailbox) {
        return switch (destination.open(mailbox)) {
            case Opened.Ready(MailboxSession session) -> session;
            case Opened.Refused(Refusal why) -> throw new AssertionError(why.reason());
        };
    }

    public Refusal refusal(EmailAddress mailbox) {
        return switch (destination.open(mailbox)) {
            case Opened.Ready _ -> throw new AssertionError("opened");
            case Opened.Refused(Refusal why) -> why;
        };
    }

    @Override
    public void close() {
        destination.close();
        http.close();
        exchange.close();
    }
}
