/// Copies into the folders of an IMAP server.
///
/// [ImapDestination] is the whole of it for others; [ImapFolderReader] reads a folder. Below lie
/// the protocol ([Wire], [ImapConnection], [Reply]), the sign-in, one mailbox in use
/// ([MailboxLink]) and what is done there ([DeliveryRun], [MessageIds], [Comparison]).
@NullMarked
package dev.wharf.destinations.imap;

import org.jspecify.annotations.NullMarked;
