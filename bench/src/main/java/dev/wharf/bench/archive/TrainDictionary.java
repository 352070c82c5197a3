package dev.wharf.bench.archive;

import dev.wharf.archive.MailDictionary;
import dev.wharf.core.archive.Change.AddItem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes a dictionary trained on invented mails: `TrainDictionary FILE [BYTES]`.
public final class TrainDictionary {
    private static final int CHATS = 400;
    private static final int ITEMS = 20;
    private static final int BYTES = 32 * 1024;

    private TrainDictionary() {}

    public static void main(String[] args) throws IOException {
        List<AddItem> items = new ArrayList<>();
        for (int chat = 0; chat < CHATS; chat++) {
            InventedMails mails = new InventedMails(chat);
            for (int i = 0; i < ITEMS; i++) {
                items.add(mails.next());
            }
        }
        int size = args.length > 1 ? Integer.parseInt(args[1]) : BYTES;
        byte[] dictionary = MailDictionary.train(items, size);
        Files.write(Path.of(args[0]), dictionary);
        IO.println("trained %d bytes on %d mails".formatted(dictionary.length, items.size()));
    }
}
