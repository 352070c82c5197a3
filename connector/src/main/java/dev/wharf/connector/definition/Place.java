package dev.wharf.connector.definition;

/// Where something stands in a file, both counted from 1.
record Place(int line, int column) {}
