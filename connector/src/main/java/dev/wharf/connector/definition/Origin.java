package dev.wharf.connector.definition;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.function.Supplier;

/// Where a definition comes from, for complaints.
///
/// @param file its name
/// @param code of what is wrong with it
record Origin(String file, ErrorCode code) {

    WharfException wrong(Place at, String complaint) {
        return new WharfException(
                code,
                "%s, line %d, column %d: %s.".formatted(file, at.line(), at.column(), complaint));
    }

    WharfException wrong(Place at, String key, String complaint) {
        return wrong(at, "'%s': %s".formatted(key, complaint));
    }

    /// Makes a value that checks itself; what it says is wrong is told with place and key.
    <T> T make(Place at, String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(at, key, String.valueOf(e.getMessage()));
        } catch (WharfException e) {
            throw wrong(at, key, String.valueOf(e.getMessage()));
        }
    }
}
