package dev.wharf.mail;

import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.TimeBasis;

import java.util.ArrayList;
import java.util.List;

/// One item as the mail of its day shows it.
///
/// @param time in UTC, and as the source wrote it where that is something else
/// @param caption who says it; empty for notices
/// @param files its parts of the mail, with the item they belong to
record DayEntry(
        String item,
        String time,
        Body.Look look,
        String caption,
        List<Block> blocks,
        List<Part> files) {

    static DayEntry of(Scene scene) {
        Draft draft = MailRenderer.draft(scene);
        Party sender = scene.sender();
        String item = scene.id().toString();
        boolean notice = draft.caption().isEmpty();
        String speaker = sender == null ? draft.caption() : sender.described();
        return new DayEntry(
                item,
                time(scene.event().time()),
                MailRenderer.look(scene.event(), draft),
                notice ? "" : speaker,
                draft.blocks(),
                draft.files().stream().map(file -> ofItem(file, item)).toList());
    }

    private static String time(EventTime time) {
        String utc = Times.utc(time.at(), time.precision());
        if (time.basis() == TimeBasis.UTC || time.localText() == null) {
            return utc;
        }
        return utc + ", written \u201c" + HeaderText.clean(time.localText()) + '\u201d';
    }

    private static Part ofItem(Part part, String item) {
        List<Header> headers = new ArrayList<>(part.headers());
        headers.add(new Header("X-Wharf-Item", item));
        return switch (part) {
            case Part.Stored file ->
                    new Part.Stored(
                            file.fileName(), file.type(), headers, file.digest(), file.size());
            case Part.Inline file ->
                    new Part.Inline(file.fileName(), file.type(), headers, file.utf8());
        };
    }

    /// Its files, the missing ones too, for the table of all files.
    List<Fact> contents() {
        List<Fact> contents = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.File file) {
                contents.add(new Fact(file.name(), file.details() + "; item " + item));
            }
        }
        for (Part part : files) {
            if (part instanceof Part.Inline inline) {
                String size = AttachmentRenderer.size(inline.utf8().length);
                contents.add(
                        new Fact(part.fileName(), part.type() + "; " + size + "; item " + item));
            }
        }
        return contents;
    }
}
