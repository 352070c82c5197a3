package dev.wharf.destinations.journal;

import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the copies go, as whom, and in which form. Records are checked when they are made; an
/// [IllegalArgumentException] names the setting.
public record JournalSettings(
        Server server, Envelope envelope, Convention convention, Limits limits) {

    /// How a connection is kept from being read.
    public enum Security {
        /// TLS from the first byte (SMTPS, mostly port 465).
        TLS,
        /// TLS by STARTTLS before anything is said; without it nothing is sent.
        STARTTLS,
        /// None. For a relay on this machine, and refused for any other.
        NONE_TO_LOOPBACK
    }

    /// @param clientName how we introduce ourselves, a domain; null for our address
    /// @param signIn null where the receiver knows us by our network address
    /// @param timeout how long one answer may take
    public record Server(
            String host,
            int port,
            Security security,
            @Nullable SignIn signIn,
            @Nullable String clientName,
            Duration timeout) {
        private static final Pattern HOST =
                Pattern.compile(
                        "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]{2,45}");

        public Server {
            require(HOST.matcher(host).matches(), "host must be a host name or an address");
            require(port > 0 && port < 65_536, "port must lie between 1 and 65535");
            require(
                    clientName == null || HOST.matcher(clientName).matches(),
                    "client-name must be a domain");
            require(
                    timeout.isPositive() && timeout.compareTo(Duration.ofHours(1)) <= 0,
                    "timeout must lie between zero and one hour");
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// @param user and password in UTF-8
    public record SignIn(String user, Secret password) {
        public SignIn {
            require(!user.isBlank() && user.indexOf(0) < 0, "user must be a name");
            require(password.size() > 0, "password must not be empty");
        }
    }

    /// @param sender to whom the receiver reports what it cannot deliver; null for nobody (`<>`),
    ///   as Exchange sends journal reports
    /// @param recipients the address that the receiver gave for journals, first, and others that
    ///   get the same copy
    public record Envelope(@Nullable EmailAddress sender, List<EmailAddress> recipients) {
        public Envelope {
            recipients = List.copyOf(recipients);
            require(!recipients.isEmpty(), "recipients must name the journal's address");
            require(recipients.size() <= 20, "recipients must be at most 20");
        }

        /// By which the connector opens it.
        public EmailAddress journal() {
            return recipients.getFirst();
        }
    }

    /// What the receiver expects mails to look like.
    ///
    /// @param headers put before all others, of the envelope where there is one
    public record Convention(Form form, DeletionSubject deletions, List<ExtraHeader> headers) {
        public static final Convention PLAIN =
                new Convention(Form.PLAIN_COPY, DeletionSubject.AS_IN_ARCHIVE, List.of());

        public Convention {
            headers = List.copyOf(headers);
            Set<String> names = new HashSet<>();
            for (ExtraHeader header : headers) {
                require(
                        names.add(header.name().toLowerCase(Locale.ROOT)),
                        "headers must not name " + header.name() + " twice");
            }
        }
    }

    public enum Form {
        /// The item's mail, byte for byte but for the settings beside this one.
        PLAIN_COPY,
        /// As Exchange reports to journals: who wrote to whom in a text of its own, and the item's
        /// mail beside it as a whole.
        JOURNAL_REPORT
    }

    /// What the subject of a deletion begins with.
    public enum DeletionSubject {
        /// `DELETED WhatsApp message from …`
        AS_IN_ARCHIVE,
        /// `DELETED – UNKNOWN – WhatsApp message from …`: TeleMessage's form where it is not known
        /// whether the message had been read.
        READ_STATE,
        /// `DELETED For All - WhatsApp message from …`, `DELETED For Me - …`: its other form.
        SCOPE
    }

    /// A header that the receiver looks for: `X-GlobalRelay-MsgType: WhatsApp`.
    ///
    /// @param name begins with `X-`, or is one that says nothing of who, when and what; never one
    ///   of Wharf's own
    /// @param value one line
    public record ExtraHeader(String name, String value) {
        private static final Pattern NAME = Pattern.compile("[Xx]-[A-Za-z0-9-]{1,70}");
        private static final Set<String> OTHERS =
                Set.of("precedence", "priority", "importance", "sensitivity", "organization");

        public ExtraHeader {
            String lower = name.toLowerCase(Locale.ROOT);
            require(
                    (NAME.matcher(name).matches() && !lower.startsWith("x-wharf-"))
                            || OTHERS.contains(lower),
                    "headers must begin with X- and not with X-Wharf-");
            require(
                    !value.isBlank()
                            && value.length() <= 900
                            && value.codePoints().noneMatch(Character::isISOControl),
                    "header " + name + " must have a value of one line, at most 900 characters");
        }
    }

    /// @param mostBytes that a mail may have; 0 for what the server says. What is larger goes
    ///   without its largest files
    /// @param mailsPerConnection then a new one is made: Global Relay takes 400
    /// @param chunking whether mails are sent by BDAT where the server offers it: to one recipient
    ///   that takes one round trip each instead of two
    public record Limits(long mostBytes, int mailsPerConnection, boolean chunking) {
        public static final Limits STANDARD = new Limits(0, 100, false);

        public Limits {
            require(mostBytes >= 0, "most-bytes must not be negative");
            require(
                    mailsPerConnection > 0 && mailsPerConnection <= 10_000,
                    "mails-per-connection must lie between 1 and 10000");
        }
    }

    private static void require(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException("journal: " + what);
        }
    }
}
