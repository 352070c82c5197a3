package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.CheckedEntryStream;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One mail of a capture, unread.
///
/// @param name to call it by in a report; each once
/// @param place where it lies in the capture, as a locator
/// @param baseName the last part of the name its container gives it: what a manifest names
/// @param opener its bytes, the same at every opening
/// @param problem why it cannot be taken out; null when it may be
/// @param written when its container says it was written; null when it does not tell
record MailFile(
        String name,
        String place,
        String baseName,
        CheckedEntryStream.Opener opener,
        @Nullable String problem,
        @Nullable Instant written) {}
