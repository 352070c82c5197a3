package dev.wharf.core.alert;

/// Where alerts are raised. They are sent to people until somebody acknowledges them.
///
/// Safe for many threads; returns without waiting for anybody to be told, and never throws.
public interface Alerts {

    /// Raising an alert that is open already only refreshes it.
    void raise(Alert alert);

    /// The reason is gone.
    void clear(Alert.Kind kind, String subject);
}
