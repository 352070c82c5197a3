/// An event as an RFC 5322 mail: what it says, to whom, and where it comes from.
@NullMarked
package dev.wharf.mail;

import org.jspecify.annotations.NullMarked;
