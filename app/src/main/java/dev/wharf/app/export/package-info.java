/// Mailboxes written out as files that every mail program and every examiner can read.
@NullMarked
package dev.wharf.app.export;

import org.jspecify.annotations.NullMarked;
