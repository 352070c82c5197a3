package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.OpenZip;
import dev.wharf.capture.file.PackedFile;
import dev.wharf.core.capture.CaptureBody;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An export in a zip. Of one that breaks off everything before the break is read; a text at the
/// break as far as it goes.
final class ZipContainer implements Container {
    private final OpenZip zip;
    private final ZipEntries entries = new ZipEntries();
    private final List<ChatText> texts;

    private ZipContainer(String name, OpenZip zip) {
        this.zip = zip;
        String damage = zip.damage();
        if (damage != null) {
            entries.damage(damage);
        }
        List<PackedFile> found = new ArrayList<>(zip.files());
        boolean packed = damage == null && entries.takeSums(found);
        entries.add(found);
        texts = ChatTexts.choose(name, found, entries);
        if (packed) {
            entries.noteFolder(texts, found.size());
        }
    }

    /// @throws dev.wharf.core.error.WharfException `INPUT_HOSTILE` when it was built to harm
    static ZipContainer open(String name, CaptureBody body) {
        OpenZip zip = OpenZip.open(name, body, ZipContainer::isText);
        try {
            return new ZipContainer(name, zip);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static boolean isText(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    @Override
    public List<ChatText> texts() {
        return texts;
    }

    @Override
    public ExportFiles files() {
        return entries;
    }

    @Override
    public List<String> warnings() {
        return entries.warnings();
    }

    @Override
    public List<String> damages() {
        return entries.damages();
    }

    @Override
    public void close() {
        zip.close();
    }
}
