package dev.wharf.mail;

/// One header of a mail.
///
/// @param name ASCII
/// @param value Unicode, clean and not folded
public record Header(String name, String value) {}
