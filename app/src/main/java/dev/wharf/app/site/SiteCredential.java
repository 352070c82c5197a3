package dev.wharf.app.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.HomeLock;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.credential.FirstStart;
import dev.wharf.site.credential.Issued;
import dev.wharf.site.http.Access;
import dev.wharf.store.key.ArchivePublicKey;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// What the two processes of one machine know each other by: a connector's password that lives in
/// the archive side's memory only, and is another one at every start.
///
/// @param administrator the first start's, to be shown once
public record SiteCredential(Secret connector, Optional<Secret> administrator) {
    public static final String CONNECTOR = FirstStart.CONNECTOR;

    /// Before the site's own process starts: makes its directory what it needs.
    public static SiteCredential prepare(
            Path directory,
            Configuration configuration,
            ArchivePublicKey key,
            Actor actor,
            Clock clock)
            throws IOException {
        try (HomeLock _ = HomeLock.takeMaking(directory, HomeLock.holder(actor, clock.instant()));
                OpenSite site =
                        OpenSite.open(directory, configuration, clock, new SecureRandom())) {
            key.write(directory.resolve("archive.pub"));
            List<Issued> first = new FirstStart(site.database(), site.credentials()).run(actor);
            if (first.isEmpty()) {
                return new SiteCredential(
                        site.credentials().rotate(CONNECTOR, actor).password(), Optional.empty());
            }
            return new SiteCredential(
                    password(first, Access.CONNECTOR),
                    Optional.of(password(first, Access.ADMINISTRATOR)));
        }
    }

    private static Secret password(List<Issued> issued, Access role) {
        return issued.stream()
                .filter(one -> one.role() == role)
                .map(Issued::password)
                .findFirst()
                .orElseThrow();
    }
}
