package dev.wharf.core.event;

/// One labelled value of a structured message (order line, template parameter, form answer).
public record Field(String name, String value) {}
