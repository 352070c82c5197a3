package dev.wharf.mail;

import dev.wharf.core.party.Person;

/// A person as one item shows them.
///
/// @param label what to call them in a sentence
record Party(Person person, Mailbox mailbox, String label) {}
