package dev.wharf.connector.definition;

import java.util.Arrays;
import java.util.List;

/// Every key of a connector file, and what it means; `docs/connector-file.md` has them all.
public enum ConnectorKey {
    NAME(Part.CONNECTOR, "name", "what it is called, for ever"),
    TERMS(Part.CONNECTOR, "terms", "who accepted the terms, and when"),
    SITE(Part.CONNECTOR, "site", "'own', or which site it pulls from"),
    MAPPING(Part.CONNECTOR, "mapping", "how numbers lead to mailboxes, the same in all connectors"),
    USERS(Part.CONNECTOR, "users", "'all', 'on-hold', or a list of mailboxes"),
    DESTINATIONS(Part.CONNECTOR, "destinations", "where copies go besides the archive"),
    SCHEDULE(
            Part.CONNECTOR,
            "schedule",
            "'daily 02:00 Europe/Berlin', 'every 5m', 'at-once' or 'manual'"),
    START(Part.CONNECTOR, "start", "'everything', 'from-now' or a day such as 2026-11-01"),
    STAGING(Part.CONNECTOR, "staging", "'none', or where what was pulled lies until archived"),
    DIRECTORY(Part.CONNECTOR, "directory", "'none', or who knows the valid users"),
    ALERTS(Part.CONNECTOR, "alerts", "from when on people are told"),

    TERMS_BY(Part.TERMS, "accepted-by", "who accepted them"),
    TERMS_AT(Part.TERMS, "accepted-at", "when, ISO 8601 in UTC"),
    TERMS_SHA256(Part.TERMS, "sha256", "digest of the text that was accepted"),

    SITE_ADDRESS(Part.SITE, "address", "https://HOST[:PORT][/PATH]"),
    SITE_USER(Part.SITE, "user", "who signs in"),
    SITE_SECRET(Part.SITE, "secret", "where the password lies: secret:NAME or file:PATH"),

    MAPPING_AUTOMATIC(
            Part.MAPPING,
            "automatic",
            "'on': the item's own e-mail addresses count after the file"),
    MAPPING_FILE(Part.MAPPING, "file", "the mapping CSV, relative to the connector file"),
    MAPPING_ROWS(Part.MAPPING, "rows", "the mapping CSV itself"),

    DESTINATION_NAME(Part.DESTINATION, "name", "within the connector; the kind when left out"),
    DESTINATION_KIND(Part.DESTINATION, "kind", "imap, microsoft365 or journal"),
    DESTINATION_FORM(Part.DESTINATION, "form", "item or day"),
    DESTINATION_READ_BACK(Part.DESTINATION, "read-back", "off, 'sampled 5%' or full"),
    DESTINATION_SETTINGS(Part.DESTINATION, "settings", "what its kind wants to know"),

    STAGING_KIND(Part.STAGING, "kind", "none, disk, azure or s3"),
    STAGING_SETTINGS(Part.STAGING, "settings", "what its kind wants to know"),

    DIRECTORY_KIND(Part.DIRECTORY, "kind", "none, list, ldap or graph"),
    DIRECTORY_SETTINGS(Part.DIRECTORY, "settings", "what its kind wants to know"),

    ALERTS_FAILURES(Part.ALERTS, "failures", "copies that failed in 24 hours, such as 5%"),
    ALERTS_LAG(Part.ALERTS, "lag", "how long a run may be overdue, such as 6h"),
    ALERTS_DEBTS(Part.ALERTS, "debts", "how many copies may be owed while they grow"),
    ALERTS_AWAY(Part.ALERTS, "away", "how long a destination may be away, such as 4h");

    /// A part of the file, with keys of its own.
    public enum Part {
        CONNECTOR,
        TERMS,
        SITE,
        MAPPING,
        DESTINATION,
        STAGING,
        DIRECTORY,
        ALERTS
    }

    private final Part part;
    private final String key;
    private final String meaning;

    ConnectorKey(Part part, String key, String meaning) {
        this.part = part;
        this.key = key;
        this.meaning = meaning;
    }

    public Part part() {
        return part;
    }

    /// As in the file: `read-back`.
    public String key() {
        return key;
    }

    public String meaning() {
        return meaning;
    }

    /// The keys of a part, in the order in which they are best written.
    public static List<String> of(Part part) {
        return Arrays.stream(values()).filter(one -> one.part == part).map(one -> one.key).toList();
    }
}
