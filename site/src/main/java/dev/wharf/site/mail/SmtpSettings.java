package dev.wharf.site.mail;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;

import javax.net.ssl.SSLContext;

/// How mails are handed to the firm's mail server.
///
/// @param user null when the server asks for none
/// @param timeout for connecting, and for each answer
/// @param trust whom to trust for the server's certificate, such as the firm's own authority; null
///   for the authorities that Java trusts
public record SmtpSettings(
        String host,
        int port,
        Security security,
        @Nullable String user,
        EmailAddress from,
        String fromName,
        Duration timeout,
        @Nullable SSLContext trust) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    public enum Security {
        /// Port 587: begins in the clear and refuses to go on that way.
        STARTTLS,
        /// Port 465.
        TLS,
        /// For a server on this very machine, and only where configuration says so (`smtp-plain`).
        PLAIN
    }

    /// @throws WharfException `CONFIG_INVALID` for an unencrypted connection to anywhere else
    public SmtpSettings {
        if (security == Security.PLAIN && !LOOPBACK.contains(host)) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "smtp: links and alerts are not sent unencrypted to another machine; use"
                            + " starttls (port 587) or tls (port 465)");
        }
    }

    /// Reads the words of the configuration: `smtp-plain: true` is needed for a plain connection.
    public static Security security(String word, boolean plainAllowed) {
        return switch (word) {
            case "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            case "plain" -> {
                if (!plainAllowed) {
                    throw new WharfException(
                            ErrorCode.CONFIG_INVALID,
                            "smtp: a plain connection needs smtp-plain: true, and is for a server"
                                    + " on this machine only");
                }
                yield Security.PLAIN;
            }
            default ->
                    throw new WharfException(
                            ErrorCode.CONFIG_INVALID, "smtp security is starttls or tls");
        };
    }
}
