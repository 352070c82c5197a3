package dev.wharf.testkit.android;

import org.jspecify.annotations.Nullable;

/// Who and what a made-up phone knows, and which rows of `jid` they have. People are counted from
/// 0, -1 is the owner.
final class AndroidPeople {
    static final int OWNER = -1;
    private static final long GROUPS_FROM = 1_000_000;

    private final AndroidShape shape;

    AndroidPeople(AndroidShape shape) {
        this.shape = shape;
    }

    static String phone(int person) {
        return "49152%08d".formatted(person + 1);
    }

    static String jid(int person) {
        return phone(person) + "@s.whatsapp.net";
    }

    static String lidUser(int person) {
        return "2%013d".formatted(person + 1);
    }

    static String name(int person) {
        return "Contact " + person;
    }

    static long row(int person) {
        return 10 + 2L * person;
    }

    static long lidRow(int person) {
        return 11 + 2L * person;
    }

    static long groupRow(int group) {
        return GROUPS_FROM + group;
    }

    int chats() {
        return shape.direct() + shape.groups();
    }

    boolean isGroup(int chat) {
        return chat >= shape.direct();
    }

    /// The member of a group's list, counted from 0.
    int member(int chat, int place) {
        return ((chat - shape.direct()) * 3 + place) % shape.direct();
    }

    static String groupJid(int chat) {
        return "120363%012d@g.us".formatted(chat);
    }

    String chatJid(int chat) {
        return isGroup(chat) ? groupJid(chat) : hasLidChat(chat) ? lidJid(chat) : jid(chat);
    }

    static String lidJid(int person) {
        return lidUser(person) + "@lid";
    }

    /// Every other direct chat, in databases that have LIDs.
    boolean hasLidChat(int chat) {
        return shape.generation().hasLids() && !isGroup(chat) && chat % 2 == 1;
    }

    long chatJidRow(int chat) {
        return isGroup(chat)
                ? groupRow(chat - shape.direct())
                : hasLidChat(chat) ? lidRow(chat) : row(chat);
    }

    /// The row by which a group names a member.
    long memberRow(int person) {
        return shape.generation().hasLids() ? lidRow(person) : row(person);
    }

    @Nullable String subject(int chat) {
        return isGroup(chat) ? "Group " + (chat - shape.direct()) : null;
    }
}
