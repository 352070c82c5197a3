package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/// A zip that is read where it lies, whole or up to where it breaks off. For one thread.
public sealed interface OpenZip extends AutoCloseable permits WholeZip, StoredPack, BrokenZip {

    /// All that are not folders, in the order in which they lie.
    List<PackedFile> files();

    /// What is wrong with the zip itself, for a person; null when it is whole.
    @Nullable String damage();

    @Override
    void close();

    static boolean isZip(InputStream in) throws IOException {
        byte[] head = in.readNBytes(4);
        return head.length == 4
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 || head[2] == 5 || head[2] == 7);
    }

    /// @param name to call the zip by in messages
    /// @param evenCut tells by name the files that are worth reading up to where the zip breaks off
    /// @throws dev.wharf.core.error.WharfException `INPUT_HOSTILE` when it was built to harm
    static OpenZip open(String name, CaptureBody body, Predicate<String> evenCut) {
        try {
            StoredPack pack = StoredPack.open(name, body);
            return pack == null ? WholeZip.open(name, body) : pack;
        } catch (IOException | IllegalArgumentException _) {
            return new BrokenZip(name, body, evenCut);
        }
    }

    /// Names are in UTF-8 whether their entry says so or not; those that are not, in the character
    /// set of DOS.
    static String name(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (raw == null) {
            return entry.getName();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException _) {
            return new String(raw, Charset.forName("IBM437"));
        }
    }

    /// The last part of a name, which is all that is ever used of it.
    static String base(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /// Whether whoever unpacks it by its name writes somewhere else.
    static boolean pointsOutside(String name) {
        return name.contains("..") || name.startsWith("/") || name.contains("\\");
    }
}
