package dev.wharf.app.connector;

import dev.wharf.connector.definition.KindRules;
import dev.wharf.core.key.Secret;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// One kind of destination, directory or staging: how what is set of it becomes the thing.
///
/// @param <T> what it is
interface Kind<T> extends KindRules {

    /// Reads settings, but no secret and no file.
    ///
    /// @throws WrongSetting for the first that is wrong
    Opening<T> read(KindSettings settings);

    /// Makes the thing of settings that were read.
    @FunctionalInterface
    interface Opening<T> {
        /// @throws dev.wharf.core.error.WharfException KEY_MISSING, CONFIG_INVALID
        T open(Supplies supplies);
    }

    /// @param secrets by their references
    record Supplies(
            Function<dev.wharf.connector.definition.SecretReference, Secret> secrets,
            Clock clock) {}

    @Override
    default List<Complaint> examine(Map<String, String> settings) {
        List<Complaint> complaints = new ArrayList<>();
        Set<String> known = keys();
        settings.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> complaints.add(new Complaint(key, "there is no such setting")));
        try {
            read(new KindSettings(settings));
        } catch (WrongSetting wrong) {
            complaints.add(new Complaint(wrong.key(), wrong.what()));
        } catch (IllegalArgumentException wrong) {
            complaints.add(new Complaint("", String.valueOf(wrong.getMessage())));
        }
        return complaints;
    }
}
