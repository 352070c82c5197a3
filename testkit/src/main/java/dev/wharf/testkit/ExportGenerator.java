package dev.wharf.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes chat exports of any size. What is said depends on the chat's seed alone, so that several
/// members' exports of one chat tell the same story, each in its own language, zone and names.
///
/// Streams more than half a million lines a second; memory does not depend on the number of
/// messages. Each call starts anew, so one generator serves many threads.
public final class ExportGenerator {
    private static final byte[] COLON = {':', ' '};

    private final Chat chat;

    public ExportGenerator(Chat chat) {
        this.chat = chat;
    }

    /// @param spacing mean time from one message to the next; messages are in order of time
    /// @param mediaShare how many of the messages are media, 0 to 1
    public record Chat(
            long seed,
            String title,
            List<String> people,
            boolean group,
            Instant start,
            Duration spacing,
            double mediaShare) {
        public Chat {
            people = List.copyOf(people);
        }

        public static Chat direct(long seed, String one, String other) {
            return new Chat(
                    seed,
                    other,
                    List.of(one, other),
                    false,
                    Instant.parse("2021-03-01T08:00:00Z"),
                    Duration.ofSeconds(150),
                    0.05);
        }

        public static Chat group(long seed, String title, List<String> people) {
            return new Chat(
                    seed,
                    title,
                    people,
                    true,
                    Instant.parse("2021-03-01T08:00:00Z"),
                    Duration.ofSeconds(150),
                    0.05);
        }
    }

    /// What one member's phone exports.
    ///
    /// @param owner whose phone, as a place in the chat's people
    /// @param first the first message that the phone still holds, counted from 0
    /// @param messages how many it holds
    /// @param withMedia whether media are named, not left out
    /// @param names what this phone calls people
    public record View(
            int owner,
            ExportShape shape,
            ZoneId zone,
            long first,
            long messages,
            boolean withMedia,
            UnaryOperator<String> names) {

        public static View of(int owner, ExportShape shape, ZoneId zone, long messages) {
            return new View(owner, shape, zone, 0, messages, false, UnaryOperator.identity());
        }

        public View from(long firstMessage) {
            return new View(owner, shape, zone, firstMessage, messages, withMedia, names);
        }

        public View calling(UnaryOperator<String> byNames) {
            return new View(owner, shape, zone, first, messages, withMedia, byNames);
        }

        public View media() {
            return new View(owner, shape, zone, first, messages, true, names);
        }
    }

    /// When message `index` was sent: the same in every view, to the second.
    public Instant sentAt(long index) {
        long spacing = Math.max(1, chat.spacing().toSeconds());
        long jitter = Math.floorMod(mix(chat.seed() + 31 * index + 7), spacing);
        return chat.start().plusSeconds(index * spacing + jitter);
    }

    /// Who sent message `index`, as a place in the chat's people. The first people write most.
    public int senderOf(long index) {
        double share = (mix(chat.seed() ^ (index * 0x9E3779B97F4A7C15L)) >>> 11) * 0x1.0p-53;
        return (int) (share * share * chat.people().size());
    }

    /// Whether message `index` is a picture.
    public boolean isMedia(long index) {
        return (mix(chat.seed() + index * 0x632BE59BD9B4E019L) >>> 11) * 0x1.0p-53
                < chat.mediaShare();
    }

    public String bodyOf(long index) {
        GeneratedLine line = new GeneratedLine(512);
        GeneratedWords.sentence(mix(chat.seed() * 31 + index), line);
        return line.toString();
    }

    /// How many messages and lines of WhatsApp's own a view of this many messages has.
    public long events(View view) {
        return view.messages() + 1;
    }

    /// Writes the text as UTF-8. Does not close the stream.
    public void text(View view, OutputStream out) {
        try {
            write(view, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a zip as the phone would, its media with a few bytes each when the view has media.
    public void zip(View view, OutputStream out) {
        try {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            zip.putNextEntry(new ZipEntry(textName(view)));
            write(view, zip);
            zip.closeEntry();
            if (view.withMedia()) {
                media(view, zip);
            }
            zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name the phone gives the text.
    public String textName(View view) {
        String name =
                view.names()
                        .apply(
                                chat.group()
                                        ? chat.title()
                                        : chat.people().get(view.owner() == 0 ? 1 : 0));
        return view.shape().ios() ? "_chat.txt" : "WhatsApp Chat with " + name + ".txt";
    }

    private void media(View view, ZipOutputStream zip) throws IOException {
        for (long i = view.first(); i < view.first() + view.messages(); i++) {
            if (isMedia(i)) {
                byte[] picture = picture(i);
                ZipEntry entry = new ZipEntry(mediaName(view, i));
                CRC32 crc = new CRC32();
                crc.update(picture);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(picture.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(picture);
                zip.closeEntry();
            }
        }
    }

    /// The bytes of the picture in message `index`: a JPEG's first bytes and some that are its own.
    public byte[] picture(long index) {
        byte[] picture = new byte[64];
        picture[0] = (byte) 0xFF;
        picture[1] = (byte) 0xD8;
        picture[2] = (byte) 0xFF;
        long bits = mix(chat.seed() + index);
        for (int i = 3; i < picture.length; i++) {
            picture[i] = (byte) (bits >>> (i % 8 * 8));
        }
        return picture;
    }

    private String mediaName(View view, long index) {
        LocalDateTime at = LocalDateTime.ofInstant(sentAt(index), view.zone());
        if (view.shape().ios()) {
            return "%08d-PHOTO-%tF-%tH-%tM-%tS.jpg".formatted(index, at, at, at, at);
        }
        return "IMG-%tY%tm%td-WA%04d.jpg".formatted(at, at, at, index);
    }

    private void write(View view, OutputStream out) throws IOException {
        GeneratedLine line = new GeneratedLine(1 << 16);
        HeaderWriter header = new HeaderWriter(view.shape().pattern, view.zone());
        byte[][] names = names(view);
        byte[] lineEnd = utf8(view.shape().lineEnd);
        byte[] omitted = utf8(view.shape().mediaOmitted);
        header.write(sentAt(view.first()).getEpochSecond(), line);
        line.put(utf8(banner(view)));
        line.put(lineEnd);
        long end = view.first() + view.messages();
        for (long i = view.first(); i < end; i++) {
            boolean media = isMedia(i);
            if (media && view.shape().ios()) {
                line.put(utf8("\u200E"));
            }
            header.write(sentAt(i).getEpochSecond(), line);
            line.put(names[senderOf(i)]);
            line.put(COLON);
            if (!media) {
                GeneratedWords.sentence(mix(chat.seed() * 31 + i), line);
            } else if (view.withMedia()) {
                line.put(utf8(view.shape().attached.formatted(mediaName(view, i))));
            } else {
                line.put(omitted);
            }
            line.put(lineEnd);
            line.spill(out, 1 << 15);
        }
        line.spill(out, 0);
    }

    private String banner(View view) {
        String text =
                "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.";
        if (!view.shape().ios()) {
            return text;
        }
        String behind = chat.group() ? chat.title() : chat.people().get(view.owner() == 0 ? 1 : 0);
        return view.names().apply(behind) + ": \u200E" + text;
    }

    private byte[][] names(View view) {
        return chat.people().stream()
                .map(view.names())
                .map(ExportGenerator::utf8)
                .toArray(byte[][]::new);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// SplitMix64: neighbouring numbers give unrelated ones.
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// Writes times in one pattern. Remembers the day and the offset of the hour.
    private static final class HeaderWriter {
        private final String pattern;
        private final ZoneId zone;
        private long hour = Long.MIN_VALUE;
        private long offset;
        private LocalDateTime at = LocalDateTime.MIN;

        HeaderWriter(String pattern, ZoneId zone) {
            this.pattern = pattern;
            this.zone = zone;
        }

        void write(long second, GeneratedLine line) {
            if (second / 900 != hour) {
                hour = second / 900;
                offset = zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
                at = LocalDateTime.ofEpochSecond(second + offset, 0, ZoneOffset.UTC);
            }
            long local = second + offset;
            int ofDay = Math.floorMod(local, 86400);
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                boolean two =
                        i + 1 < pattern.length()
                                && pattern.charAt(i + 1) == c
                                && Character.isLetter(c);
                i += two ? 1 : 0;
                field(c, two, ofDay, line);
            }
        }

        private void field(char c, boolean two, int ofDay, GeneratedLine line) {
            switch (c) {
                case 'd' -> line.number(at.getDayOfMonth(), two ? 2 : 1);
                case 'M' -> line.number(at.getMonthValue(), two ? 2 : 1);
                case 'y' -> line.number(at.getYear() % 100, 2);
                case 'Y' -> line.number(at.getYear(), 4);
                case 'H' -> line.number(ofDay / 3600, 2);
                case 'h' -> line.number((ofDay / 3600 + 11) % 12 + 1, 1);
                case 'm' -> line.number(ofDay / 60 % 60, 2);
                case 's' -> line.number(ofDay % 60, 2);
                case 'a' -> line.put(ofDay < 43200 ? new byte[] {'A', 'M'} : new byte[] {'P', 'M'});
                case 'N' -> line.put(utf8("\u202F"));
                default -> line.put((byte) c);
            }
        }
    }
}
