package dev.wharf.destinations.imap;

/// A folder as it was when it was opened.
///
/// @param name as commands take it, quoted
/// @param validity UIDs are good as long as this stays the same (RFC 3501 §2.3.1.1)
/// @param next no UID from here on was given to a mail then; 0 when the server does not say
/// @param appendLimit bytes of a mail that it takes; 0 for not said
record OpenFolder(String name, long validity, long next, long appendLimit) {

    String receipt(long uid) {
        return validity + ":" + uid;
    }
}
