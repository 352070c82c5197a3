package dev.wharf.connector.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one kind of destination, staging or directory wants to be told. The kind's own module
/// implements it; connectors know no kind.
///
/// Safe for many threads; touches nothing but what it is given.
public interface KindRules {
    /// Takes every setting.
    KindRules ANY =
            new KindRules() {
                @Override
                public Set<String> keys() {
                    return Set.of();
                }

                @Override
                public List<Complaint> examine(Map<String, String> settings) {
                    return List.of();
                }
            };

    /// Every key that it knows, for whoever mistypes one.
    Set<String> keys();

    /// Everything that is wrong: unknown keys, missing ones, values that are none.
    List<Complaint> examine(Map<String, String> settings);

    /// @param key which setting; empty for one that is missing, or for all together
    /// @param what is wrong and how it is put right, without the value
    record Complaint(String key, String what) {}
}
