package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which addresses are followed: a webhook may name any, and whoever forges one must not reach what
/// only this machine can.
///
/// A host must be on the list, by name, over HTTPS, and all addresses that its name leads to must
/// be public ones. The connection looks the name up once more, so somebody who rules the name
/// service could lead it elsewhere in between (within the JVM's cache of addresses, 30 s, not even
/// then). They would get the opening of a TLS session and nothing else: neither path nor token is
/// sent before the other side has shown a certificate for a name on the list.
final class HostPolicy {
    /// A dot before it stands for all below.
    private static final Set<String> META =
            Set.of("graph.facebook.com", "lookaside.fbsbx.com", ".fbcdn.net", ".whatsapp.net");

    private final Set<String> listed = new HashSet<>(META);
    private final @Nullable URI trusted;
    private final Resolver resolver;

    /// Names to addresses.
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    HostPolicy(GraphSettings settings, Resolver resolver) {
        settings.moreHosts().forEach(host -> listed.add(host.toLowerCase(Locale.ROOT)));
        this.trusted = settings.base().equals(GraphSettings.META) ? null : settings.base();
        this.resolver = resolver;
    }

    /// @throws WharfException `INPUT_HOSTILE` when it is not to be followed, `SOURCE_UNAVAILABLE`
    ///   when its name leads nowhere
    void check(URI address) {
        String host = address.getHost();
        if (host == null) {
            throw hostile("an address without a host");
        }
        if (isTrusted(address)) {
            return;
        }
        boolean plain = address.getPort() == -1 || address.getPort() == 443;
        if (!"https".equalsIgnoreCase(address.getScheme())
                || !plain
                || address.getRawUserInfo() != null) {
            throw hostile("an address that is not plain https on host " + host);
        }
        if (!isListed(host.toLowerCase(Locale.ROOT))) {
            throw hostile(
                    "host %s, which is not Meta's; if it is your partner's, add it to the media hosts"
                            .formatted(host));
        }
        for (InetAddress found : resolved(host)) {
            if (!PublicAddress.isPublic(found)) {
                throw hostile(
                        "host %s, whose name leads to the address %s inside a private network; see to the name service of this machine"
                                .formatted(host, found.getHostAddress()));
            }
        }
    }

    private boolean isTrusted(URI address) {
        URI base = trusted;
        return base != null
                && base.getScheme().equalsIgnoreCase(address.getScheme())
                && base.getHost().equalsIgnoreCase(address.getHost())
                && base.getPort() == address.getPort()
                && address.getRawUserInfo() == null;
    }

    private boolean isListed(String host) {
        if (listed.contains(host)) {
            return true;
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (listed.contains(host.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private InetAddress[] resolved(String host) {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException unknown) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "host %s is not known to the name service".formatted(host),
                    unknown);
        }
    }

    private static WharfException hostile(String what) {
        return new WharfException(
                ErrorCode.INPUT_HOSTILE, "not fetched: the file is said to lie at " + what);
    }
}
