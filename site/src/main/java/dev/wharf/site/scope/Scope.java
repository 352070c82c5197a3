package dev.wharf.site.scope;

import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/// What of an account may be captured.
///
/// The lists of numbers speak of the other side in direct chats and calls. A group is kept or left
/// out as a whole: with single voices cut out, what is left would say something else.
///
/// @param direct which direct chats
/// @param groups which groups
/// @param only when not empty, direct chats with these numbers and no others
/// @param never no direct chats with these numbers, whatever else says so
/// @param unknownNumbers what becomes of a direct chat whose number WhatsApp hides, where a list of
///   numbers is to decide: false leaves it out, since it may be one that must not be kept
/// @param from nothing that happened earlier; null for no limit
/// @param history what was said before the account was captured
/// @param receipts delivered, read
/// @param context who is in a group, names
/// @param broadcasts broadcast lists
/// @param status stories
/// @param channels public channels
public record Scope(
        Choice direct,
        Choice groups,
        Set<PhoneNumber> only,
        Set<PhoneNumber> never,
        boolean unknownNumbers,
        @Nullable Instant from,
        boolean history,
        boolean receipts,
        boolean context,
        boolean broadcasts,
        boolean status,
        boolean channels) {

    /// What holds for an account of which nothing was said: everything the employee writes and is
    /// written from now on, nothing that came before, no stories, no public channels.
    public static final Scope DEFAULT =
            new Scope(
                    new Choice.All(),
                    new Choice.All(),
                    Set.of(),
                    Set.of(),
                    false,
                    null,
                    false,
                    true,
                    true,
                    true,
                    false,
                    false);

    public Scope {
        only = Set.copyOf(only);
        never = Set.copyOf(never);
    }
}
