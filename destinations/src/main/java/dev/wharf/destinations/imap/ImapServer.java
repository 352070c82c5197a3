package dev.wharf.destinations.imap;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/// Where an IMAP server is and how it is spoken to.
///
/// @param host as its certificate names it
/// @param trust PEM file with the certificates to trust instead of the system's; null for those
/// @param users what the server calls the user of a mailbox
/// @param timeout how long it may take to answer, or to take what it is sent; above zero
public record ImapServer(
        String host,
        int port,
        Security security,
        @Nullable Path trust,
        UserNames users,
        Duration timeout) {

    /// IMAPS, and RFC 8314's choice.
    public static final int IMAPS_PORT = 993;

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    public enum Security {
        /// TLS from the first byte.
        TLS,
        /// TLS after STARTTLS; without it nobody signs in.
        STARTTLS,
        /// None. On this machine only.
        PLAIN
    }

    public enum UserNames {
        /// `alice@example.com`
        ADDRESS,
        /// `alice`
        LOCAL_PART
    }

    public ImapServer {
        if (host.isBlank() || !host.equals(host.strip())) {
            throw new IllegalArgumentException("the IMAP server needs a host name");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is none");
        }
        if (security == Security.PLAIN && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "IMAP without TLS is for this machine only, and %s is another: set TLS or STARTTLS"
                            .formatted(host));
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("the timeout must be above zero");
        }
    }

    /// By TLS, trusting whom the system trusts.
    public static ImapServer of(String host) {
        return new ImapServer(host, IMAPS_PORT, Security.TLS, null, UserNames.ADDRESS, TIMEOUT);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("::1");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
