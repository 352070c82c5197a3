package dev.wharf.capture.itunes;

/// A reference of an NSKeyedArchiver: the place of an object in `$objects`.
record PlistUid(long index) {}
