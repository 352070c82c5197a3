/// Who is who: the users file, the mapping, parties, and the mailboxes an event is expected in.
@NullMarked
package dev.wharf.connector.people;

import org.jspecify.annotations.NullMarked;
