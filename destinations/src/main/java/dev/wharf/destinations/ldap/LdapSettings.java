package dev.wharf.destinations.ldap;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Where a directory is, and how it is asked.
///
/// @param host must be what the server's certificate says
/// @param bindName distinguished name of an account that may read, and nothing else; Active
///   Directory takes `reader@corp.example` too
/// @param base below which people are
/// @param filter null for the profile's
/// @param pageSize entries asked for at once; Active Directory gives at most 1000
/// @param patience for an answer
public record LdapSettings(
        String host,
        int port,
        Security security,
        String bindName,
        String base,
        LdapProfile profile,
        @Nullable String filter,
        int pageSize,
        Duration patience) {

    public enum Security {
        /// TLS from the first byte, as on port 636.
        LDAPS,
        /// TLS before anything is said, as on port 389.
        STARTTLS,
        /// None: for a server, or a tunnel, on this machine.
        PLAIN_ON_LOOPBACK
    }

    public LdapSettings {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("host and port of the directory are needed");
        }
        if (security == Security.PLAIN_ON_LOOPBACK && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "without TLS a directory is asked on this machine only (localhost, 127.0.0.1, ::1), not on "
                            + host);
        }
        if (bindName.isBlank()) {
            throw new IllegalArgumentException(
                    "the name to bind with is needed: a directory is never asked anonymously");
        }
        if (pageSize < 1) {
            throw new IllegalArgumentException("a page has at least one entry");
        }
    }

    /// With the profile's filter, pages of 500, and a minute for each answer.
    public static LdapSettings of(
            String host,
            int port,
            Security security,
            String bindName,
            String base,
            LdapProfile profile) {
        return new LdapSettings(
                host, port, security, bindName, base, profile, null, 500, Duration.ofMinutes(1));
    }

    public LdapSettings filtered(String other) {
        return new LdapSettings(
                host, port, security, bindName, base, profile, other, pageSize, patience);
    }

    public LdapSettings paged(int size) {
        return new LdapSettings(
                host, port, security, bindName, base, profile, filter, size, patience);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
