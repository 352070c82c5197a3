/// IMAP servers for tests: a real Dovecot, a fake one that fails on command, and a line that
/// breaks.
@NullMarked
package dev.wharf.testkit.imap;

import org.jspecify.annotations.NullMarked;
