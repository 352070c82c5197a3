package dev.wharf.connector.intake;

/// Bytes that came again, read the same way for the same people, of which every copy is in the
/// archive: see [Intake#known]. They need not be accepted again.
///
/// @param file its name, for the run's record
/// @param reading digest of everything that decides what they say and whom they reach
public record KnownCapture(String file, String reading) {}
