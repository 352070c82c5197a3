package dev.wharf.store.sql;

/// A schema as Flyway migrations on the class path.
///
/// @param location folder of the migrations, as in `dev/wharf/archive/catalog`
/// @param version the newest migration's number; Flyway, which is slow to start, runs only when the
///   database does not have it yet
public record Schema(String location, int version) {}
