package dev.wharf.core.event;

import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

/// The message a reply answers, with the copy of its text that the source carries.
public record Quote(MessageRef target, @Nullable Person author, @Nullable String text) {}
