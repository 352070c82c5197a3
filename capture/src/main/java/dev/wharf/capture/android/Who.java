package dev.wharf.capture.android;

import dev.wharf.capture.jid.Jid;
import dev.wharf.core.party.Person;

/// One person of the database: every row of `jid` that is theirs gives an equal one.
///
/// @param jid as given, without the device
/// @param address the number's where the number is known, else the LID's: what chats and keys are
///   called by
record Who(Jid jid, Person person, String address) {}
