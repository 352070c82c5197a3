package dev.wharf.mail;

import java.util.List;

/// What the mail of a day says, before it is text or HTML.
///
/// @param title what and which day
/// @param contents all files: name, and what and whose it is
/// @param people who was in the chat, one line each
/// @param facts which chat, which items, from where
record DayBody(
        String title,
        List<DayEntry> entries,
        List<Fact> contents,
        List<String> people,
        List<Fact> facts) {}
