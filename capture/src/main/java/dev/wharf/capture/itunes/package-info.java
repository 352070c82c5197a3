/// Backups that Finder and iTunes make of an iPhone, plain and encrypted: the list of what is in
/// them, their keys, and the files of an app by the names they had on the phone. Knows no source;
/// the format is described in `docs/itunes-backups.md`.
@NullMarked
package dev.wharf.capture.itunes;

import org.jspecify.annotations.NullMarked;
