/// The verbs of the command line, one class each.
@NullMarked
package dev.wharf.app.cli;

import org.jspecify.annotations.NullMarked;
