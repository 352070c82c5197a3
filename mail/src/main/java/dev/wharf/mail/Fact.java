package dev.wharf.mail;

/// One labelled line of a body.
///
/// @param value clean when it comes from outside
record Fact(String label, String value) {}
