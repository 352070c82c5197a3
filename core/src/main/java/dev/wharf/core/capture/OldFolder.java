package dev.wharf.core.capture;

import dev.wharf.core.party.EmailAddress;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;

/// A mailbox's folder in which an older archive left its mails, as it is being read. Nothing in it
/// is changed by reading.
///
/// For one thread; whoever opened it closes it.
public interface OldFolder {

    EmailAddress mailbox();

    /// As its server calls it: `WhatsApp Archiver`.
    String folder();

    /// Of the folder, as IMAP means it: a UID names the same mail while this stays (RFC 3501
    /// §2.3.1.1).
    long uidValidity();

    /// How many mails the server says there are, or are in the range that is read.
    long size();

    /// Every mail, by ascending UID. Failures to read come as [java.io.UncheckedIOException] or
    /// [dev.wharf.core.error.WharfException].
    Iterator<Mail> mails();

    /// One mail.
    interface Mail {
        long uid();

        /// When the server got it (INTERNALDATE); nothing that WhatsApp says.
        Instant receivedAt();

        /// In bytes, as the server says.
        long size();

        /// The exact bytes, from the start at every call, until the iterator moves on. The caller
        /// closes it.
        InputStream open() throws IOException;
    }
}
