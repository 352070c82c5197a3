package dev.wharf.connector.definition;

import static dev.wharf.connector.definition.ConnectorKey.*;

import dev.wharf.core.party.EmailAddress;

import java.util.LinkedHashMap;
import java.util.Map;

/// A definition as maps, lists and texts, in the grammar that [DefinitionReader] reads. Everything
/// is written out, defaults too: a later version's other defaults change no connector that is
/// there.
final class DefinitionTree {
    private DefinitionTree() {}

    static Map<String, Object> of(ConnectorDefinition definition) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(NAME.key(), definition.name().value());
        all.put(TERMS.key(), terms(definition.terms()));
        all.put(SITE.key(), site(definition.site()));
        all.put(MAPPING.key(), mapping(definition.mapping()));
        all.put(USERS.key(), users(definition.users()));
        all.put(
                DESTINATIONS.key(),
                definition.destinations().stream().map(DefinitionTree::destination).toList());
        all.put(SCHEDULE.key(), definition.schedule().text());
        all.put(START.key(), definition.start().text());
        StagingDefinition staging = definition.staging();
        all.put(STAGING.key(), kind(staging.kind().text(), staging.settings()));
        DirectoryDefinition directory = definition.directory();
        all.put(DIRECTORY.key(), kind(directory.kind().text(), directory.settings()));
        all.put(ALERTS.key(), alerts(definition.alerts()));
        return all;
    }

    private static Map<String, Object> terms(TermsAcceptance terms) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(TERMS_BY.key(), terms.by());
        all.put(TERMS_AT.key(), terms.at().toString());
        all.put(TERMS_SHA256.key(), terms.terms().sha256());
        return all;
    }

    private static Object site(SiteDefinition site) {
        return switch (site) {
            case SiteDefinition.Own _ -> "own";
            case SiteDefinition.Remote remote -> {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put(SITE_ADDRESS.key(), remote.address().toString());
                all.put(SITE_USER.key(), remote.user());
                all.put(SITE_SECRET.key(), remote.secret().text());
                yield all;
            }
        };
    }

    private static Map<String, Object> mapping(MappingDefinition mapping) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(MAPPING_AUTOMATIC.key(), mapping.automatic() ? "on" : "off");
        if (!mapping.rows().isEmpty()) {
            all.put(MAPPING_ROWS.key(), mapping.rows());
        }
        return all;
    }

    private static Object users(UserScope users) {
        return switch (users) {
            case UserScope.All _ -> "all";
            case UserScope.OnHold _ -> "on-hold";
            case UserScope.Only only -> only.mailboxes().stream().map(EmailAddress::value).toList();
        };
    }

    private static Map<String, Object> destination(DestinationDefinition one) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(DESTINATION_NAME.key(), one.name().value());
        all.put(DESTINATION_KIND.key(), one.kind().text());
        all.put(DESTINATION_FORM.key(), one.form().text());
        all.put(DESTINATION_READ_BACK.key(), one.readBack().text());
        if (!one.settings().values().isEmpty()) {
            all.put(DESTINATION_SETTINGS.key(), one.settings().values());
        }
        return all;
    }

    private static Object kind(String kind, Settings settings) {
        if (settings.values().isEmpty() && kind.equals("none")) {
            return kind;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(STAGING_KIND.key(), kind);
        if (!settings.values().isEmpty()) {
            all.put(STAGING_SETTINGS.key(), settings.values());
        }
        return all;
    }

    private static Map<String, Object> alerts(AlertThresholds alerts) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(ALERTS_FAILURES.key(), alerts.failurePercent() + "%");
        all.put(ALERTS_LAG.key(), DurationText.text(alerts.lag()));
        all.put(ALERTS_DEBTS.key(), Long.toString(alerts.debts()));
        all.put(ALERTS_AWAY.key(), DurationText.text(alerts.away()));
        return all;
    }
}
