/// The built-in archive: packs hold the record, the key store what opens it, the catalog is a
/// projection of the packs. Every stored byte is described in `docs/formats.md`.
@NullMarked
package dev.wharf.archive;

import org.jspecify.annotations.NullMarked;
