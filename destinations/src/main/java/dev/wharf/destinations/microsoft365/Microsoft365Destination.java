package dev.wharf.destinations.microsoft365;

import dev.wharf.core.Finding;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.doctor.TenantDoctor;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphSignIn;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.mailbox.Folders;
import dev.wharf.destinations.microsoft365.mailbox.MailboxCaller;
import dev.wharf.destinations.microsoft365.mailbox.Microsoft365Session;
import dev.wharf.destinations.microsoft365.mailbox.Refused;
import dev.wharf.destinations.microsoft365.mailbox.Room;
import dev.wharf.destinations.microsoft365.traffic.Traffic;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// Items as messages in Exchange Online, each in the folder of every mailbox it belongs to.
public final class Microsoft365Destination implements Destination {
    private static final int BATCH = 100;
    private static final long IN_MEMORY = 64_000_000;
    private static final long BATCH_BYTES = 8_000_000;

    private final Microsoft365Settings settings;
    private final Clock clock;
    private final Pause pause;
    private final HttpClient http;
    private final GraphClient graph;
    private final Traffic traffic;
    private final Folders folders;
    private final Microsoft365Session.Parts parts;

    /// @param pause goes with the clock
    /// @param ids random
    public Microsoft365Destination(
            Microsoft365Settings settings, Clock clock, Pause pause, Supplier<UUID> ids) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.http = GraphClient.newHttp();
        GraphSignIn signIn = new GraphSignIn(settings.signIn(), http, clock, ids);
        this.graph = new GraphClient(signIn, http, clock, pause, ids);
        this.traffic = new Traffic(graph, settings.limits(), clock, pause);
        this.folders = new Folders(settings.folder());
        this.parts =
                new Microsoft365Session.Parts(
                        settings.limits(),
                        settings.item(),
                        settings.files(),
                        new UploadClient(settings.signIn().cloud(), http, clock),
                        new Room(IN_MEMORY));
    }

    @Override
    public Traits traits() {
        return new Traits(
                Traits.Addressing.MAILBOXES,
                true,
                settings.mailboxesAtOnce(),
                BATCH,
                BATCH_BYTES,
                settings.pace().patience());
    }

    @Override
    public Opened open(EmailAddress mailbox) {
        try {
            return new Opened.Ready(Microsoft365Session.open(caller(mailbox), folders, parts));
        } catch (Refused why) {
            return new Opened.Refused(why.why());
        }
    }

    private MailboxCaller caller(EmailAddress mailbox) {
        return new MailboxCaller(mailbox, traffic, clock, pause, settings.pace());
    }

    @Override
    public List<Finding> examine(List<EmailAddress> inside, List<EmailAddress> outside) {
        return new TenantDoctor(graph.signIn(), settings.folder(), settings.item(), this::caller)
                .examine(inside, outside);
    }

    @Override
    public void close() {
        http.close();
    }
}
