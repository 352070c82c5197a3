package dev.wharf.app.config;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// Reads `config.yaml` strictly: a flat list of known keys, each once, each with one value.
final class ConfigurationFile {

    private final Path file;
    private final Map<Setting, Configuration.Value> values = new EnumMap<>(Setting.class);

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    /// Empty when the file is not there, or empty.
    static Map<Setting, Configuration.Value> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        ConfigurationFile reading = new ConfigurationFile(file);
        YAMLFactory yaml =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (var in = Files.newInputStream(file);
                JsonParser parser = yaml.createParser(ObjectReadContext.empty(), in)) {
            reading.settings(parser);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw reading.invalid(at, "it is not YAML of the form 'key: value', each key once", e);
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "Could not read %s; check its rights.".formatted(file),
                    e);
        }
        return reading.values;
    }

    private void settings(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw invalid(
                    parser.currentTokenLocation(), "a list of 'key: value' lines is expected");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            setting(parser);
        }
        if (parser.nextToken() != null) {
            throw invalid(parser.currentTokenLocation(), "one document is enough");
        }
    }

    private void setting(JsonParser parser) {
        String key = parser.currentName();
        TokenStreamLocation at = parser.currentTokenLocation();
        Setting setting = Setting.of(key).orElseThrow(() -> unknown(key, at));
        JsonToken token = parser.nextToken();
        if (!token.isScalarValue()) {
            throw invalid(at, "'%s' takes one value".formatted(key));
        }
        String text = token == JsonToken.VALUE_NULL ? setting.standard() : parser.getString();
        String complaint = setting.complaint(text);
        if (complaint != null) {
            throw invalid(at, complaint);
        }
        Path directory = file.toAbsolutePath().getParent();
        String origin = file + ":" + at.getLineNr();
        values.put(
                setting,
                new Configuration.Value(text, origin, directory == null ? file : directory));
    }

    private WharfException unknown(String key, TokenStreamLocation at) {
        return invalid(
                at,
                "there is no setting '%s'; perhaps '%s' is meant (all: %s)"
                        .formatted(key, Setting.nearest(key).key(), Setting.keys()));
    }

    private WharfException invalid(TokenStreamLocation at, String complaint) {
        return invalid(at, complaint, null);
    }

    private WharfException invalid(
            TokenStreamLocation at, String complaint, @Nullable Throwable cause) {
        return new WharfException(
                ErrorCode.CONFIG_INVALID,
                "%s, line %d, column %d: %s."
                        .formatted(file, at.getLineNr(), at.getColumnNr(), complaint),
                cause);
    }
}
