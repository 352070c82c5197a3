package dev.wharf.app.config;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The effective configuration: every setting has a value and an origin.
///
/// Immutable. A relative path in the file is relative to the file, elsewhere to the working
/// directory.
public final class Configuration {

    /// @param text as written
    /// @param origin for a person: `default`, `environment WHARF_ZONE`, `/…/config.yaml:3`
    /// @param directory what a relative path is relative to
    public record Value(String text, String origin, Path directory) {}

    private final Map<Setting, Value> values;

    private Configuration(Map<Setting, Value> values) {
        this.values = values;
    }

    /// Reads the file if it is there, and lets the environment override it.
    ///
    /// @throws WharfException CONFIG_INVALID, naming file and line or the variable
    public static Configuration load(
            Path file, Map<String, String> environment, Path workingDirectory) {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, new Value(setting.standard(), "default", workingDirectory));
        }
        values.putAll(ConfigurationFile.read(file));
        for (Setting setting : Setting.values()) {
            String text = environment.get(setting.variable());
            if (text != null && !text.isEmpty()) {
                values.put(setting, overridden(setting, text, workingDirectory));
            }
        }
        return new Configuration(values);
    }

    private static Value overridden(Setting setting, String text, Path directory) {
        String complaint = setting.complaint(text);
        if (complaint != null) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "The environment variable %s is wrong: %s."
                            .formatted(setting.variable(), complaint));
        }
        return new Value(text, "environment " + setting.variable(), directory);
    }

    public Value value(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("every setting has a value");
        }
        return value;
    }

    public ZoneId zone() {
        return ZoneId.of(value(Setting.ZONE).text());
    }

    public boolean isOn(Setting setting) {
        return value(setting).text().equals("true");
    }

    public int count(Setting setting) {
        return Integer.parseInt(value(setting).text());
    }

    public String text(Setting setting) {
        return value(setting).text();
    }

    public Optional<URI> address(Setting setting) {
        return text(setting).isEmpty() ? Optional.empty() : Optional.of(URI.create(text(setting)));
    }

    /// Values parted by commas.
    public List<String> list(Setting setting) {
        return Stream.of(text(setting).split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /// Paths parted by commas.
    public List<Path> paths(Setting setting) {
        Path directory = value(setting).directory();
        return list(setting).stream().map(one -> directory.resolve(one).normalize()).toList();
    }

    public Optional<Path> path(Setting setting) {
        Value value = value(setting);
        return value.text().isEmpty()
                ? Optional.empty()
                : Optional.of(value.directory().resolve(value.text()).normalize());
    }
}
