package dev.wharf.capture.android;

import dev.wharf.capture.webhook.Draft;

import java.io.IOException;

/// What readers give: events, one after the other, and what is odd.
interface Out {

    /// @param locator of the row: `message:4711`
    /// @param raw asked before the next event, or never
    void event(String locator, Raw raw, Draft draft) throws IOException;

    /// Something odd, at a place: see [dev.wharf.capture.database.BackupSurvey#note].
    void note(String what, String locator);

    /// A message of this type, as the database numbers it: see
    /// [dev.wharf.capture.database.BackupSurvey#type].
    default void type(String type) {}

    /// The bytes of an event in the original.
    @FunctionalInterface
    interface Raw {
        byte[] bytes();
    }
}
