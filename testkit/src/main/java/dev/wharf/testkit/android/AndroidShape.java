package dev.wharf.testkit.android;

/// What a made-up phone holds.
///
/// @param seed the same seed tells the same story, in every generation
/// @param messages how many there are, system lines and calls shown as messages among them
/// @param direct how many people the owner has a chat with
/// @param groups how many groups there are
/// @param members of each group, the owner not counted; at most `direct`
/// @param media how many of the messages are media, exactly
/// @param mediaThere how many of these have their file in the folder: the first ones
/// @param calls how many there are in the log of calls; every other one is a message too
public record AndroidShape(
        AndroidGeneration generation,
        long seed,
        long messages,
        int direct,
        int groups,
        int members,
        long media,
        long mediaThere,
        int calls) {

    public AndroidShape {
        if (direct < 1 || groups < 0 || members < 0 || members > direct || media > messages) {
            throw new IllegalArgumentException("impossible shape");
        }
    }

    /// A phone of somebody who talks in twelve chats and six groups, one media file in seven
    /// messages.
    public static AndroidShape of(AndroidGeneration generation, long messages) {
        return new AndroidShape(
                generation, 7, messages, 12, 6, 8, messages / 7, 0, (int) (messages / 100));
    }

    public AndroidShape withMedia(long all, long there) {
        return new AndroidShape(
                generation, seed, messages, direct, groups, members, all, there, calls);
    }

    public AndroidShape seeded(long other) {
        return new AndroidShape(
                generation, other, messages, direct, groups, members, media, mediaThere, calls);
    }
}
