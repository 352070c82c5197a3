package dev.wharf.connector.definition;

import static dev.wharf.connector.definition.ConnectorKey.*;

import dev.wharf.connector.definition.ConnectorKey.Part;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a definition of what a file or a document holds. One grammar for both: what is shown can
/// be read again, and what an old version kept is what an old file says.
final class DefinitionReader {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})%?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final Origin origin;
    private final Companions companions;
    private final KindReader kinds;

    DefinitionReader(Origin origin, Companions companions, Kinds kinds) {
        this.origin = origin;
        this.companions = companions;
        this.kinds = new KindReader(origin, kinds);
    }

    /// @param accepted for a definition that does not say who accepted the terms; null for nobody
    ConnectorDefinition read(Node node, @Nullable TermsAcceptance accepted) {
        Section all = Section.of(origin, Part.CONNECTOR, node);
        ConnectorName name = all.value(NAME, ConnectorName::new);
        TermsAcceptance terms = terms(all, accepted);
        SiteDefinition site = all.part(SITE, this::site, SiteDefinition.Own::new);
        MappingDefinition mapping =
                all.part(MAPPING, this::mapping, () -> MappingDefinition.STANDARD);
        UserScope users = all.part(USERS, this::users, UserScope.All::new);
        List<DestinationDefinition> destinations =
                all.part(DESTINATIONS, kinds::destinations, List::of);
        Schedule schedule = all.value(SCHEDULE, Schedule::parse, Schedule.standard());
        Start start = all.value(START, Start::parse, new Start.Everything());
        StagingDefinition staging = all.part(STAGING, kinds::staging, () -> StagingDefinition.NONE);
        DirectoryDefinition directory =
                all.part(DIRECTORY, kinds::directory, () -> DirectoryDefinition.NONE);
        AlertThresholds alerts = all.part(ALERTS, this::alerts, () -> AlertThresholds.STANDARD);
        return origin.make(
                all.at(),
                "destinations",
                () ->
                        new ConnectorDefinition(
                                name,
                                terms,
                                site,
                                mapping,
                                users,
                                destinations,
                                schedule,
                                start,
                                staging,
                                directory,
                                alerts));
    }

    private TermsAcceptance terms(Section all, @Nullable TermsAcceptance accepted) {
        if (all.has(TERMS)) {
            return all.part(TERMS, this::terms, () -> failing(all));
        }
        return accepted == null ? failing(all) : accepted;
    }

    private TermsAcceptance failing(Section all) {
        throw all.wrong(
                TERMS,
                "nobody has accepted the terms; read them ('wharf connector terms'), then give --accept-terms, or say here who accepts them");
    }

    private TermsAcceptance terms(Node node) {
        Section terms = Section.of(origin, Part.TERMS, node);
        Instant at = terms.value(TERMS_AT, DefinitionReader::instant);
        ContentDigest digest = terms.value(TERMS_SHA256, ContentDigest::new);
        return terms.value(TERMS_BY, by -> new TermsAcceptance(by, at, digest));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("a time is written as 2026-11-28T09:30:00Z");
        }
    }

    private SiteDefinition site(Node node) {
        if (node instanceof Node.Text(Place at, String word)) {
            if (!word.equals("own")) {
                throw origin.wrong(
                        at, "site", "'own', or the keys " + String.join(", ", of(Part.SITE)));
            }
            return new SiteDefinition.Own();
        }
        Section site = Section.of(origin, Part.SITE, node);
        String user = site.value(SITE_USER, text -> text);
        SecretReference secret = site.value(SITE_SECRET, SecretReference::parse);
        return site.value(
                SITE_ADDRESS,
                address ->
                        new SiteDefinition.Remote(
                                SiteDefinition.parseAddress(address), user, secret));
    }

    private MappingDefinition mapping(Node node) {
        Section mapping = Section.of(origin, Part.MAPPING, node);
        boolean automatic = mapping.value(MAPPING_AUTOMATIC, DefinitionReader::onOff, true);
        if (mapping.has(MAPPING_FILE) && mapping.has(MAPPING_ROWS)) {
            throw mapping.wrong(MAPPING_ROWS, "either 'file' or 'rows', not both");
        }
        if (mapping.has(MAPPING_FILE)) {
            return mapping.value(
                    MAPPING_FILE, path -> new MappingDefinition(automatic, companion(path)));
        }
        return mapping.value(
                MAPPING_ROWS,
                rows -> new MappingDefinition(automatic, rows),
                new MappingDefinition(automatic, ""));
    }

    private String companion(String path) {
        try {
            return ConnectorText.utf8("the file", companions.read(path));
        } catch (IOException _) {
            throw new IllegalArgumentException("the file could not be read");
        }
    }

    private static boolean onOff(String text) {
        return switch (text) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new IllegalArgumentException("on or off");
        };
    }

    private UserScope users(Node node) {
        return switch (node) {
            case Node.Text(_, String word) when word.equals("all") -> new UserScope.All();
            case Node.Text(_, String word) when word.equals("on-hold") -> new UserScope.OnHold();
            case Node.Items(Place at, List<Node> values) -> {
                List<EmailAddress> mailboxes = values.stream().map(this::mailbox).toList();
                yield origin.make(at, "users", () -> new UserScope.Only(mailboxes));
            }
            case Node.Text _, Node.Fields _ ->
                    throw origin.wrong(
                            node.at(), "users", "'all', 'on-hold', or a list of mailboxes");
        };
    }

    private EmailAddress mailbox(Node node) {
        if (!(node instanceof Node.Text(Place at, String value))) {
            throw origin.wrong(node.at(), "users", "an e-mail address is expected");
        }
        return origin.make(at, "users", () -> new EmailAddress(value));
    }

    private AlertThresholds alerts(Node node) {
        AlertThresholds standard = AlertThresholds.STANDARD;
        Section alerts = Section.of(origin, Part.ALERTS, node);
        int failures =
                alerts.value(ALERTS_FAILURES, DefinitionReader::percent, standard.failurePercent());
        var lag = alerts.value(ALERTS_LAG, DurationText::parse, standard.lag());
        long debts = alerts.value(ALERTS_DEBTS, DefinitionReader::count, standard.debts());
        var away = alerts.value(ALERTS_AWAY, DurationText::parse, standard.away());
        return origin.make(
                alerts.at(), "alerts", () -> new AlertThresholds(failures, lag, debts, away));
    }

    private static int percent(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a share is written as 5%");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static long count(String text) {
        if (!COUNT.matcher(text).matches()) {
            throw new IllegalArgumentException("a whole number is expected");
        }
        return Long.parseLong(text);
    }
}
