/// What a person or a program sees of a command: text, tables, progress, JSON.
@NullMarked
package dev.wharf.app.console;

import org.jspecify.annotations.NullMarked;
