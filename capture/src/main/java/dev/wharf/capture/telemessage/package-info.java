/// The mails in which TeleMessage, since bought by Smarsh, delivered WhatsApp to archives: single
/// ones, folders of them, its zips with their manifest, and what a mailbox still holds of them.
@NullMarked
package dev.wharf.capture.telemessage;

import org.jspecify.annotations.NullMarked;
