/// One mailbox of Exchange Online: its folder, what is in it, and bringing mails there.
@NullMarked
package dev.wharf.destinations.microsoft365.mailbox;

import org.jspecify.annotations.NullMarked;
