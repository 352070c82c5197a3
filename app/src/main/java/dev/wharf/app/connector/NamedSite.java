package dev.wharf.app.connector;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.SiteDefinition;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.List;
import java.util.Optional;

/// Decides which site a home follows, as its connectors name it. Pure.
final class NamedSite {
    private NamedSite() {}

    /// Empty for the home's own, which is also that of a home without connectors.
    ///
    /// @param active connectors that run
    /// @throws WharfException CONFIG_INVALID when they name two
    static Optional<SiteDefinition.Remote> of(List<Connector> active) {
        if (active.isEmpty()) {
            return Optional.empty();
        }
        Connector first = active.getFirst();
        SiteDefinition site = first.definition().site();
        for (Connector other : active) {
            if (!other.definition().site().equals(site)) {
                throw new WharfException(
                        ErrorCode.CONFIG_INVALID,
                        "A home follows one site, and its connectors name two: '%s' %s, and '%s' %s. Give both the same 'site:' with its user and secret, or pause one."
                                .formatted(
                                        first.name(),
                                        words(site),
                                        other.name(),
                                        words(other.definition().site())));
            }
        }
        return site instanceof SiteDefinition.Remote remote
                ? Optional.of(remote)
                : Optional.empty();
    }

    private static String words(SiteDefinition site) {
        return switch (site) {
            case SiteDefinition.Own _ -> "that of this home";
            case SiteDefinition.Remote remote ->
                    "%s as '%s' with %s"
                            .formatted(remote.address(), remote.user(), remote.secret().text());
        };
    }
}
