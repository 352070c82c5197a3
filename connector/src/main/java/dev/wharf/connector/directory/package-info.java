/// Directories of destinations: who is a valid user, which number is whose, and what a mapping
/// would do before anything is imported.
@NullMarked
package dev.wharf.connector.directory;

import org.jspecify.annotations.NullMarked;
