package dev.wharf.capture.ios;

import dev.wharf.capture.database.Schema;
import dev.wharf.core.capture.CaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one of WhatsApp's databases holds, told by its tables, whatever the file is called.
enum StoreKind {
    CHATS("ChatStorage.sqlite", "ZWAMESSAGE"),
    CONTACTS("ContactsV2.sqlite", "ZWAADDRESSBOOKCONTACT"),
    CALLS("CallHistory.sqlite", "ZWACDCALLEVENT"),
    ACCOUNT("Axolotl.sqlite", "ZWAZMDACCOUNT"),
    LIDS("LID.sqlite", "ZWAZACCOUNT", "ZWAPHONENUMBERLIDPAIR");

    private static final Pattern TABLE =
            Pattern.compile("CREATE TABLE [\"'`]?(ZWA[A-Z0-9]{1,60})\\b", Pattern.CASE_INSENSITIVE);
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_PAGES = 2_000;
    private static final int HEAD = 100;
    private static final int INTERIOR = 0x05;
    private static final int LEAF = 0x0D;

    private final String fileName;
    private final List<String> tables;

    StoreKind(String fileName, String... tables) {
        this.fileName = fileName;
        this.tables = List.of(tables);
    }

    /// What WhatsApp calls the file.
    String fileName() {
        return fileName;
    }

    /// Whether a file is called so, perhaps with something before it.
    boolean isNamed(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(fileName.toLowerCase(Locale.ROOT));
    }

    static @Nullable StoreKind of(Schema schema) {
        return of(schema::has);
    }

    private static @Nullable StoreKind of(Predicate<String> has) {
        for (StoreKind kind : values()) {
            if (kind.tables.stream().anyMatch(has)) {
                return kind;
            }
        }
        return null;
    }

    /// Looks at the database's list of tables (https://sqlite.org/fileformat2.html §2.6) without
    /// opening it as one. What stands only in a write-ahead log is not seen.
    ///
    /// @return null for what is no database, and for every other one
    static @Nullable StoreKind of(CaptureBody file) throws IOException {
        try (SeekableByteChannel channel = file.channel()) {
            byte[] head = page(channel, 0, HEAD);
            if (head.length < HEAD || !Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC)) {
                return null;
            }
            int given = ByteBuffer.wrap(head).getShort(16) & 0xFFFF;
            int pageSize = given == 1 ? 1 << 16 : given;
            return pageSize < 512 ? null : of(tables(channel, pageSize)::contains);
        }
    }

    private static Set<String> tables(SeekableByteChannel channel, int pageSize)
            throws IOException {
        Set<String> found = new HashSet<>();
        Set<Long> seen = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(List.of(1L));
        while (!open.isEmpty() && seen.size() < MOST_PAGES) {
            long number = open.removeFirst();
            if (number > 0 && seen.add(number)) {
                byte[] page = page(channel, (number - 1) * pageSize, pageSize);
                if (page.length == pageSize) {
                    look(page, number == 1 ? HEAD : 0, open, found);
                }
            }
        }
        return found;
    }

    private static void look(byte[] bytes, int at, Deque<Long> open, Set<String> found) {
        ByteBuffer page = ByteBuffer.wrap(bytes);
        int type = page.get(at);
        if (type == LEAF) {
            Matcher table = TABLE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            while (table.find()) {
                found.add(table.group(1).toUpperCase(Locale.ROOT));
            }
        } else if (type == INTERIOR) {
            int cells = page.getShort(at + 3) & 0xFFFF;
            for (int i = 0; i < cells && at + 14 + 2 * i <= page.limit(); i++) {
                int cell = page.getShort(at + 12 + 2 * i) & 0xFFFF;
                if (cell + 4 <= page.limit()) {
                    open.add(page.getInt(cell) & 0xFFFFFFFFL);
                }
            }
            open.add(page.getInt(at + 8) & 0xFFFFFFFFL);
        }
    }

    /// Shorter at the end of the file.
    private static byte[] page(SeekableByteChannel channel, long at, int length)
            throws IOException {
        ByteBuffer page = ByteBuffer.allocate(length);
        channel.position(at);
        int n = 0;
        while (page.hasRemaining() && n >= 0) {
            n = channel.read(page);
        }
        byte[] bytes = new byte[page.position()];
        page.flip().get(bytes);
        return bytes;
    }
}
