package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.CheckedEntryStream;
import dev.wharf.capture.file.DamagedEntryException;
import dev.wharf.capture.file.OpenZip;
import dev.wharf.capture.file.PackedFile;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Chooses the chats among the texts of a zip: a text may as well be a document that somebody sent.
final class ChatTexts {
    private ChatTexts() {}

    static List<ChatText> choose(String zipName, List<PackedFile> entries, ZipEntries zip) {
        List<PackedFile> named = new ArrayList<>();
        List<PackedFile> other = new ArrayList<>();
        for (PackedFile entry : entries) {
            String base = OpenZip.base(entry.name());
            if (!base.toLowerCase(Locale.ROOT).endsWith(".txt")) {
                continue;
            }
            boolean own =
                    base.equals("_chat.txt")
                            || ChatTitle.of(base).isPresent()
                            || stem(base).equals(stem(OpenZip.base(zipName)));
            if (isChat(entry, own, zip)) {
                (own ? named : other).add(entry);
            }
        }
        List<PackedFile> chosen = named.isEmpty() ? other : named;
        return chosen.stream().map(entry -> text(zipName, entry)).toList();
    }

    private static ChatText text(String zipName, PackedFile entry) {
        String base = OpenZip.base(entry.name());
        String titleName = base.equals("_chat.txt") ? zipName : base;
        return new ChatText(
                entry.name(), titleName, writtenOn(entry), () -> new UpToTheDamage(entry::open));
    }

    /// The day in the zip's own clock, which is the phone's; the DOS epoch means that it says none.
    private static long writtenOn(PackedFile entry) {
        LocalDateTime time = entry.written();
        return time.getYear() < 2009 ? Long.MAX_VALUE : time.toLocalDate().toEpochDay();
    }

    private static boolean isChat(PackedFile entry, boolean own, ZipEntries zip) {
        String problem = entry.knownProblem();
        if (problem == null) {
            try (UpToTheDamage in = new UpToTheDamage(entry::open)) {
                if (TextSniffer.isChat(in)) {
                    return true;
                }
                DamagedEntryException damage = in.damage();
                problem = damage == null ? null : damage.getMessage();
            } catch (IOException _) {
                problem = CheckedEntryStream.BROKEN;
            }
        }
        if (problem != null && own) {
            zip.damage(
                    "nothing of \"%s\" could be read: %s"
                            .formatted(ZipEntries.shown(entry.name()), problem));
        }
        return false;
    }

    private static String stem(String name) {
        return Marks.plain(name).replaceFirst("(?i)\\.(txt|zip)$", "");
    }
}
