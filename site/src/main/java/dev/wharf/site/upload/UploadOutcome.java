package dev.wharf.site.upload;

/// How a request for an upload ended.
sealed interface UploadOutcome {

    /// How far an upload is.
    ///
    /// @param offset so many bytes are durable; the next stretch begins here
    record State(String id, long offset, long size) {}

    /// A new upload, of which nothing is there yet.
    record Begun(State state) implements UploadOutcome {}

    record Done(State state) implements UploadOutcome {}

    record Captured(String id, Upload.Result result) implements UploadOutcome {}

    /// Another stretch is wanted; the state says which.
    record OtherOffset(State state) implements UploadOutcome {}
}
