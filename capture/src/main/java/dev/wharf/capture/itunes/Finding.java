package dev.wharf.capture.itunes;

/// Something about a backup that a person must know and that does not keep it from being read.
///
/// @param text names the backup, says what it means and what to do
public record Finding(Diagnosis diagnosis, String text) {}
