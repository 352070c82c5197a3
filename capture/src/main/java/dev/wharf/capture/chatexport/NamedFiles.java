package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.PackedFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/// The files beside a chat's text that the text says were sent with it.
///
/// Only WhatsApp's own ways to say so count, not a name that somebody mentions: the folder may hold
/// more than the export, and what the chat does not attach is nobody's business here.
final class NamedFiles implements ExportFiles {
    private static final int LONGEST_LINE = 2000;

    private final NameIndex<Path> beside;
    private final TreeSet<Path> named = new TreeSet<>();

    private NamedFiles(NameIndex<Path> beside) {
        this.beside = beside;
    }

    /// @param beside the files in the text's folder
    static Collection<Path> of(InputStream text, NameIndex<Path> beside) throws IOException {
        NamedFiles files = new NamedFiles(beside);
        AttachmentReader attachments = new AttachmentReader(files, false);
        LineReader lines = ChatText.read(text);
        HeaderScanner scanner = new HeaderScanner();
        Header header = new Header();
        HeadLine head = new HeadLine();
        while (lines.next()) {
            if (lines.continues
                    || lines.length > LONGEST_LINE
                    || !scanner.scan(lines.text, lines.length, header)) {
                continue;
            }
            // A name may hold colons: whatever stands behind one may be the body.
            boolean more = head.split(lines.text, header.bodyStart, lines.length);
            while (more) {
                String body = new String(lines.text, head.bodyStart, lines.length - head.bodyStart);
                attachments.find(body, header.family);
                more = head.further(lines.text, lines.length);
            }
        }
        return files.named;
    }

    @Override
    public @Nullable PackedFile find(String name) {
        Path file = beside.find(name);
        if (file != null) {
            named.add(file);
        }
        return null;
    }

    @Override
    public boolean anyEndsWith(String extension) {
        return false;
    }

    @Override
    public String absence() {
        return "";
    }
}
