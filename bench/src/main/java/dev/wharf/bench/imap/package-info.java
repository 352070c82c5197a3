/// How fast copies reach an IMAP server, beside what that server takes at all.
@NullMarked
package dev.wharf.bench.imap;

import org.jspecify.annotations.NullMarked;
