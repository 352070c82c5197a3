package dev.wharf.mail;

import dev.wharf.core.party.Person;

/// A person as one item shows them.
///
/// @param label what to call them in a sentence
/// @param described name and number, as in the headers; right-to-left names isolated
/// @param shown the same with the address
/// @param heading the mailbox, for people
record Party(
        Person person,
        Mailbox mailbox,
        String label,
        String described,
        String shown,
        String heading) {}
