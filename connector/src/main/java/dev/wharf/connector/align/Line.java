package dev.wharf.connector.align;

/// One line of an export, as alignment sees it.
///
/// @param second epoch second under the zone the file was read in
/// @param exact whether the second is known, or only the minute
/// @param token of the body
/// @param sender see [Senders#number], -1 for WhatsApp itself
/// @param distinctive long enough not to be said twice by chance
/// @param known by its name: nothing is sought for it
record Line(
        long second, boolean exact, long token, int sender, boolean distinctive, boolean known) {
    static final int NOBODY = -1;

    Line asKnown() {
        return new Line(second, exact, token, sender, false, true);
    }
}
