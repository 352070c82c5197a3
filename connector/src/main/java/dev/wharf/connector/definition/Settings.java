package dev.wharf.connector.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is particular to one kind of destination, staging or directory, as it was given and in that
/// order. What the keys mean is the kind's affair ([KindRules]); here is only made sure that no
/// secret stands in a value.
public record Settings(Map<String, String> values) {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern KEY_OF_A_SECRET =
            Pattern.compile(
                    "(.*-)?(password|passphrase|secret|token|sas|pin)"
                            + "|(.*-)?(private|secret|access|account|shared|api|secret-access)-key"
                            + "|(.*-)?connection-string");
    private static final Pattern SIGN_IN_IN_ADDRESS =
            Pattern.compile(".*://[^/@\\s]*:[^/@\\s]*@.*");
    private static final int LONGEST = 4_096;

    // After what its check needs.
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach(Settings::check);
    }

    /// What is wrong with one setting whatever its kind.
    ///
    /// @throws IllegalArgumentException without the value
    static void check(String key, String value) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "a setting's key is lower-case words joined by dashes");
        }
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a setting is one line of at most %,d characters".formatted(LONGEST));
        }
        if (SecretReference.claims(value) || KEY_OF_A_SECRET.matcher(key).matches()) {
            SecretReference.parse(value);
        }
        if (SIGN_IN_IN_ADDRESS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an address holds no password; give a secret:NAME of its own");
        }
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Every secret that is referred to.
    public List<SecretReference> secrets() {
        return values.values().stream()
                .filter(SecretReference::claims)
                .map(SecretReference::parse)
                .toList();
    }
}
