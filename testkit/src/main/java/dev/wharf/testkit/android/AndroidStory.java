package dev.wharf.testkit.android;

import dev.wharf.testkit.ExportGenerator;
import dev.wharf.testkit.android.AndroidWritten.Fact;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.SplittableRandom;

/// Who says what and when: depends on the seed and the number of the message alone.
final class AndroidStory {
    private static final long SPACING = 150_000;
    static final String[] EMOJI = {"👍", "❤️", "😂", "😮", "🙏"};

    private final AndroidShape shape;
    private final AndroidPeople people;
    private final ExportGenerator words;

    AndroidStory(AndroidShape shape, AndroidPeople people) {
        this.shape = shape;
        this.people = people;
        words = new ExportGenerator(ExportGenerator.Chat.direct(shape.seed(), "", ""));
    }

    /// One message.
    ///
    /// @param row in the tables of messages
    /// @param sender [AndroidPeople#OWNER] for the owner
    /// @param at in milliseconds since 1970
    /// @param media place among the media, -1 for none
    /// @param call place in the log of calls, -1 for none
    /// @param quotes the number of the message that it answers, -1 for none
    /// @param reactions how many people reacted
    /// @param receipts how many people have it, for the owner's own
    /// @param forwarded score, 0 for not forwarded
    /// @param mentions a member, -2 for nobody
    record Line(
            long index,
            long row,
            int chat,
            int sender,
            long at,
            Fact kind,
            String key,
            long media,
            int call,
            long quotes,
            int reactions,
            int receipts,
            boolean edited,
            int forwarded,
            int mentions) {

        boolean own() {
            return sender == AndroidPeople.OWNER;
        }

        /// Empty when it was taken back.
        String reactionAt(int place) {
            return (index + place) % 20 == 3 ? "" : EMOJI[(int) ((index + place) % EMOJI.length)];
        }

        int votes() {
            return (int) (index % 3);
        }
    }

    Line line(long index) {
        SplittableRandom random = random(index);
        int chat = random.nextInt(people.chats());
        boolean group = people.isGroup(chat);
        boolean own = random.nextInt(5) < 2 || (group && shape.members() == 0);
        int member = group && !own ? people.member(chat, random.nextInt(shape.members())) : chat;
        long at =
                shape.generation().start.toEpochMilli()
                        + index * SPACING
                        + random.nextLong(SPACING);
        long media =
                step(index, shape.media())
                        ? (index + 1) * shape.media() / shape.messages() - 1
                        : -1;
        Fact kind = kind(index, chat, media >= 0);
        String key = (own ? "3EB0%016X" : "AC%016X").formatted(random.nextLong());
        boolean said = kind == Fact.TEXT || kind == Fact.MEDIA;
        int chance = random.nextInt(1_000);
        boolean text = kind == Fact.TEXT;
        return new Line(
                index,
                index + 2,
                chat,
                own ? AndroidPeople.OWNER : member,
                at,
                kind,
                key,
                media,
                kind == Fact.CALL_MESSAGE ? callAt(index) : -1,
                text && chance < 50 ? quotable(index, chat) : -1,
                said && random.nextInt(25) == 0
                        ? 1 + random.nextInt(Math.max(1, Math.min(3, group ? shape.members() : 1)))
                        : 0,
                own && (said || kind == Fact.CONTACT || kind == Fact.LOCATION)
                        ? (group ? Math.min(3, shape.members()) : 1)
                        : 0,
                text && chance >= 50 && chance < 55,
                said && chance >= 100 && chance < 120 ? (chance < 102 ? 127 : 1) : 0,
                group && text && chance >= 200 && chance < 210 && shape.members() > 0
                        ? people.member(chat, 0)
                        : -2);
    }

    private SplittableRandom random(long index) {
        return new SplittableRandom(shape.seed() * 0x9E3779B97F4A7C15L + index * 31);
    }

    /// A text that was said before in the same chat.
    private long quotable(long index, int chat) {
        for (long i = index - 1; i >= Math.max(0, index - 200); i--) {
            if (random(i).nextInt(people.chats()) == chat
                    && kind(i, chat, step(i, shape.media())) == Fact.TEXT) {
                return i;
            }
        }
        return -1;
    }

    /// Exactly `part` of all messages, evenly.
    private boolean step(long index, long part) {
        return (index + 1) * part / shape.messages() > index * part / shape.messages();
    }

    /// The call that took place with this message; -1 for none.
    int callAt(long index) {
        return step(index, shape.calls())
                ? (int) ((index + 1) * shape.calls() / shape.messages()) - 1
                : -1;
    }

    private Fact kind(long index, int chat, boolean media) {
        int chance = random(~index).nextInt(1_000);
        if (media) {
            return Fact.MEDIA;
        }
        int call = callAt(index);
        if (call >= 0 && call % 2 == 0) {
            return Fact.CALL_MESSAGE;
        }
        if (people.isGroup(chat) && chance >= 990) {
            return chance >= 995 ? Fact.ADDED : Fact.SUBJECT;
        }
        return switch (chance) {
            case 0, 1 -> Fact.CONTACT;
            case 2, 3 -> Fact.LOCATION;
            case 4, 5, 6 -> Fact.REVOKED;
            case 7, 8 -> shape.generation().hasAddOns() ? Fact.POLL : Fact.TEXT;
            default -> Fact.TEXT;
        };
    }

    String text(long index) {
        return words.bodyOf(index);
    }

    /// The bytes of a media file: their first ones are a JPEG's.
    byte[] media(long place) {
        return words.picture(place);
    }

    String mediaHash(long place) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(media(place)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static MediaForm form(long place) {
        return MediaForm.values()[(int) (place % MediaForm.values().length)];
    }

    static String fileName(long place) {
        return form(place).name.formatted(place);
    }

    static String path(long place) {
        return "Media/" + form(place).folder + "/" + fileName(place);
    }

    static @Nullable String caption(Line line) {
        return line.media >= 0 && line.media % 5 == 1 ? "Caption of " + line.media : null;
    }

    static byte[] thumbnail(long place) {
        return ("\u00FF\u00D8\u00FFthumbnail " + place).getBytes(StandardCharsets.ISO_8859_1);
    }

    static String vcard(long index) {
        return "BEGIN:VCARD\nVERSION:3.0\nN:;Card %1$d;;;\nFN:Card %1$d\nTEL;type=CELL;waid=4917%2$09d:+4917%2$09d\nEND:VCARD"
                .formatted(index, index);
    }

    /// What a media message is, as the phone stores it.
    enum MediaForm {
        IMAGE(1, "image/jpeg", "WhatsApp Images", "IMG-20210301-WA%06d.jpg"),
        VIDEO(3, "video/mp4", "WhatsApp Video", "VID-20210301-WA%06d.mp4"),
        VOICE(
                2,
                "audio/ogg; codecs=opus",
                "WhatsApp Voice Notes/202109",
                "PTT-20210301-WA%06d.opus"),
        PHOTO(1, "image/jpeg", "WhatsApp Images/Sent", "IMG-20210302-WA%06d.jpg"),
        DOCUMENT(9, "application/pdf", "WhatsApp Documents", "Report %06d.pdf");

        final int type;
        final String mime;
        final String folder;
        final String name;

        MediaForm(int type, String mime, String folder, String name) {
            this.type = type;
            this.mime = mime;
            this.folder = folder;
            this.name = name;
        }
    }
}
