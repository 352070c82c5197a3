package dev.wharf.app.endtoend;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;
import dev.wharf.app.site.ArchiveSide;
import dev.wharf.app.site.Following;
import dev.wharf.app.site.SiteCredential;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.search.BodyText;
import dev.wharf.site.feed.SiteAddress;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A home, and once it follows a site, what it took in of it.
final class RunningArchive implements AutoCloseable {
    final Home home;
    private @org.jspecify.annotations.Nullable ArchiveSide side;

    RunningArchive(Path directory) {
        home =
                new EmbeddedHomes(PreparedSite.ACTOR, Clock.systemUTC())
                        .create(
                                directory,
                                Configuration.load(
                                        directory.resolve("config.yaml"), Map.of(), directory))
                        .home();
    }

    void follow(URI site, String connector) {
        follow(site, connector, Following.PLAIN);
    }

    void follow(URI site, String connector, Following following) {
        side =
                new ArchiveSide(
                        home,
                        new SiteAddress(
                                site,
                                SiteCredential.CONNECTOR,
                                Secret.copyOf(connector.getBytes(StandardCharsets.UTF_8))),
                        IntakeOptions.of(UserDirectory.empty(), Mapping.NONE, PreparedSite.ACTOR),
                        following,
                        Clock.systemUTC());
    }

    /// Waits until everything that the site's journal holds was taken in.
    void caughtUp(RunningSite site) throws Exception {
        Eventually.holds(
                "everything is taken in",
                () ->
                        site.process.journal().durable() > 0
                                && site.process.journal().acknowledged()
                                        == site.process.journal().durable());
    }

    List<StoredItem> items() {
        try (Stream<ItemRow> rows = home.archive().after(0)) {
            return rows.map(home.archive()::open).toList();
        }
    }

    /// What the items say.
    List<String> texts() {
        return items().stream().map(item -> BodyText.of(item.event().content())).toList();
    }

    List<ItemRow> mailbox(String email) {
        EmailAddress mailbox = EmailAddress.parse(email).orElseThrow();
        try (Stream<ItemRow> rows = home.archive().mailbox(mailbox, null, null)) {
            return rows.toList();
        }
    }

    @Override
    public void close() {
        if (side != null) {
            side.close();
        }
        home.close();
    }
}
