package dev.wharf.app.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that can be configured. Each has a key in `config.yaml`, and a variable that
/// overrides it; a command's own option overrides both.
public enum Setting {
    ZONE(
            Kind.ZONE,
            "UTC",
            "time zone for exports when neither --zone nor evidence tells; marked as assumed"),
    MATCH_NAMES(
            Kind.SWITCH,
            "false",
            "take somebody in a chat for a user of the same name, and mark the item so"),
    USERS(Kind.PATH, "", "users file (CSV: name,phone,email) for imports without --users"),
    MAPPING(Kind.PATH, "", "mapping file (CSV: number,mailbox) for imports without --mapping"),
    STRICT_MAPPING(Kind.SWITCH, "false", "nothing but the mapping file leads to a mailbox"),
    WORKERS(
            Kind.COUNT,
            "0",
            "threads that compress and seal during an import; 0 for one less than cores"),
    PASSPHRASE_FILE(
            Kind.PATH, "", "file with the passphrase that opens the key vault, mode 0600 or 0640"),
    JOURNAL_DAYS(
            Kind.DAYS,
            "7",
            "days that the journal keeps what is archived; what is not archived stays"),
    CONNECTORS(Kind.LIST, "", "connector files that 'wharf up' takes in when it starts"),
    FIRM(Kind.TEXT, "", "the organisation's name, as employees read it when they enrol"),
    CONTACT(Kind.TEXT, "", "whom employees ask about enrolment: an address, a telephone number"),
    NOTICE_FILE(Kind.PATH, "", "text file with the notice that employees read before they agree"),
    ENROLMENT_USERS(
            Kind.PATH,
            "",
            "users file that must have an account's address before its link is sent"),
    SITE_ADDRESS(
            Kind.URL,
            "",
            "address of the site as Meta, employees and gateways reach it: https://…"),
    SITE_LISTEN(Kind.LISTEN, "127.0.0.1:8460", "where the site listens, as host:port"),
    SITE_HEALTH(Kind.LISTEN, "127.0.0.1:8461", "where health and metrics are, as host:port"),
    SITE_CERTIFICATE(
            Kind.PATH, "", "PEM file with the site's certificate chain; none behind a proxy"),
    SITE_CERTIFICATE_KEY(Kind.PATH, "", "PEM file with the certificate's private key, PKCS#8"),
    SITE_PROXIES(
            Kind.LIST, "", "networks of proxies that are believed who asks: 10.0.0.0/8, ::1/128"),
    SMTP_HOST(Kind.TEXT, "", "mail server for links and alerts; none when empty"),
    SMTP_PORT(Kind.PORT, "587", "its port"),
    SMTP_SECURITY(Kind.SECURITY, "starttls", "starttls, tls or plain"),
    SMTP_PLAIN(Kind.SWITCH, "false", "allow plain to a mail server on this machine"),
    SMTP_USER(Kind.TEXT, "", "name to sign in with; its password is the secret smtp/password"),
    SMTP_FROM(Kind.TEXT, "", "address that mails come from"),
    ALERTS_TO(Kind.LIST, "", "mail addresses that are told of alerts at once"),
    ALERTS_LATER(Kind.LIST, "", "mail addresses that are told when nobody has acknowledged one"),
    ALERTS_LATER_HOURS(Kind.COUNT, "4", "hours after which they are"),
    ALERTS_WEBHOOK(Kind.URL, "", "address that alerts are posted to, signed"),
    GRAPH_ADDRESS(Kind.URL, "https://graph.facebook.com", "Meta's Graph API, or a partner's"),
    GATEWAY_WAHA(Kind.URL, "", "address of a WAHA gateway for linked devices"),
    GATEWAY_GOWA(Kind.URL, "", "address of a GOWA gateway for linked devices"),
    GATEWAY_WEBHOOK(
            Kind.URL, "", "address of the site as the gateways reach it; else site-address"),
    EXCLUSION_DAYS(
            Kind.DAYS, "400", "days that proofs of what scope left out are kept; counts stay");

    enum Kind {
        TEXT,
        LIST,
        URL,
        LISTEN,
        PORT,
        SECURITY,
        ZONE,
        SWITCH,
        PATH,
        COUNT,
        DAYS
    }

    private static final int MOST_WORKERS = 64;

    private final Kind kind;
    private final String standard;
    private final String meaning;

    Setting(Kind kind, String standard, String meaning) {
        this.kind = kind;
        this.standard = standard;
        this.meaning = meaning;
    }

    /// As in the file: `match-names`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As in the environment: `WHARF_MATCH_NAMES`.
    public String variable() {
        return "WHARF_" + name();
    }

    /// The value when nobody says otherwise; empty for none.
    public String standard() {
        return standard;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
    }

    public static String keys() {
        return Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", "));
    }

    /// The key that somebody who wrote `wrong` most likely meant.
    static Setting nearest(String wrong) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(setting -> distance(setting.key(), wrong)))
                .orElseThrow();
    }

    /// What is wrong with a value; null when nothing is.
    @Nullable String complaint(String value) {
        boolean good =
                switch (kind) {
                    case ZONE -> isZone(value);
                    case SWITCH -> value.equals("true") || value.equals("false");
                    case PATH, TEXT, LIST -> true;
                    case URL -> value.isEmpty() || isUrl(value);
                    case LISTEN -> value.matches("(\\[[0-9a-fA-F:]+\\]|[^\\s:]+):[0-9]{1,5}");
                    case PORT -> value.matches("[0-9]{1,5}");
                    case SECURITY -> value.matches("starttls|tls|plain");
                    case COUNT -> value.matches("[0-9]{1,3}") && isFew(value);
                    case DAYS -> value.matches("[0-9]{1,4}");
                };
        return good ? null : "'%s' takes %s".formatted(key(), wanted());
    }

    private String wanted() {
        return switch (kind) {
            case ZONE -> "a time zone, such as Europe/Berlin or +05:30";
            case SWITCH -> "true or false";
            case PATH -> "a path";
            case TEXT -> "a text";
            case LIST -> "values parted by commas";
            case URL -> "an address that begins with https:// or http://";
            case LISTEN -> "a host and a port, such as 0.0.0.0:8460";
            case PORT -> "a port";
            case SECURITY -> "starttls, tls or plain";
            case COUNT -> "a number from 0 to " + MOST_WORKERS;
            case DAYS -> "a number of days from 0 to 9999";
        };
    }

    private static boolean isUrl(String value) {
        try {
            URI address = new URI(value);
            String scheme = String.valueOf(address.getScheme());
            return (scheme.equals("https") || scheme.equals("http")) && address.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean isFew(String digits) {
        return Integer.parseInt(digits) <= MOST_WORKERS;
    }

    private static boolean isZone(String value) {
        try {
            return !ZoneId.of(value).getId().isEmpty();
        } catch (DateTimeException _) {
            return false;
        }
    }

    /// Levenshtein's.
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int replaced = previous[j - 1] + change;
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
