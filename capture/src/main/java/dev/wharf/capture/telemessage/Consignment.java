package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.CheckedEntryStream;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.capture.file.OpenZip;
import dev.wharf.capture.file.PackedFile;
import dev.wharf.core.capture.CaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What holds the mails of a capture: a mail itself; a zip of mails, with the manifest in it; a
/// pack of such a zip and the manifest that lay beside it, or of a folder's mails; or a manifest
/// whose mails never came.
///
/// For one thread.
final class Consignment implements AutoCloseable {
    private static final int MOST_WARNINGS = 50;
    private static final int LONGEST_NAME = 200;
    private static final Pattern COUNTED = Pattern.compile("[1-9]\\d{0,17}\\.eml");

    private final List<OpenZip> zips = new ArrayList<>();
    private final List<MailFile> mails = new ArrayList<>();
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private long others;

    private Consignment() {}

    /// @throws dev.wharf.core.error.WharfException `INPUT_HOSTILE` when it is a zip built to harm
    static Consignment open(String name, CaptureBody body) throws IOException {
        Consignment opened = new Consignment();
        boolean zip;
        try (InputStream in = body.stream()) {
            zip = OpenZip.isZip(in);
        }
        try {
            if (zip) {
                opened.zip(name, body, true);
            } else if (name.toLowerCase(Locale.ROOT).endsWith(".mf")) {
                opened.manifest(name, body::stream);
            } else {
                opened.mails.add(new MailFile(name, name, name, body::stream, null, null));
            }
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private void zip(String name, CaptureBody body, boolean outer) throws IOException {
        OpenZip zip = OpenZip.open(name, body, _ -> false);
        zips.add(zip);
        String damage = zip.damage();
        if (damage != null) {
            damages.add(outer ? damage : name + ": " + damage);
        }
        for (PackedFile file : zip.files()) {
            file(file, outer);
        }
    }

    private void file(PackedFile file, boolean outer) throws IOException {
        String lower = file.name().toLowerCase(Locale.ROOT);
        if (outer && file.name().equals(FolderPack.SUMS)) {
            return;
        }
        CaptureBody inside = file.stored();
        if (lower.endsWith(".mf")) {
            manifest(OpenZip.base(file.name()), file::open);
        } else if (outer && lower.endsWith(".zip") && inside != null) {
            zip(OpenZip.base(file.name()), inside, false);
        } else if (lower.endsWith(".eml") || isMail(file)) {
            mails.add(mail(file));
        } else {
            others++;
        }
    }

    private static boolean isMail(PackedFile file) {
        if (file.knownProblem() != null) {
            return false;
        }
        try (InputStream in = file.open()) {
            return MailSniffer.isMail(in);
        } catch (IOException _) {
            return false;
        }
    }

    private void manifest(String fileName, CheckedEntryStream.Opener opener) {
        String name = shown(fileName);
        try (InputStream in = opener.open()) {
            Manifest manifest = Manifest.read(name, in);
            manifests.add(manifest);
            if (manifest.truncated()) {
                warn(
                        "manifest \"%s\" is longer than any real one; it was read in part"
                                .formatted(name));
            }
        } catch (IOException e) {
            damages.add("manifest \"%s\" cannot be read: %s".formatted(name, why(e)));
        }
    }

    private MailFile mail(PackedFile file) {
        String name = shown(file.name());
        if (OpenZip.pointsOutside(file.name())) {
            warn(
                    "entry \"%s\" has a name that points outside; it is used for nothing but to name it"
                            .formatted(name));
        }
        int before = names.merge(name, 1, Integer::sum);
        if (before > 1) {
            warn("there are two entries named \"%s\"; both are read".formatted(name));
            name = name + " (" + before + ")";
        }
        return new MailFile(
                name,
                place(name),
                OpenZip.base(file.name()),
                file::open,
                file.knownProblem(),
                written(file.written()));
    }

    /// A name that counts, as `17.eml`, else the number of the mail in the order in which they lie:
    /// the archive keeps what the places of a capture share but for a number once, and names of
    /// which no two are alike would be kept, and searched through, by the hundred thousand.
    private String place(String name) {
        return COUNTED.matcher(name).matches() ? name : "mail " + (mails.size() + 1);
    }

    /// The zip format's zero, of 1980, says nothing.
    private static @Nullable Instant written(LocalDateTime time) {
        return time.getYear() < 1990 ? null : time.toInstant(ZoneOffset.UTC);
    }

    private void warn(String warning) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(warning);
        }
    }

    static String why(IOException e) {
        return e.getMessage() == null ? CheckedEntryStream.BROKEN : e.getMessage();
    }

    /// A name that can stand in a report: on one line, not longer than anybody reads.
    static String shown(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    List<MailFile> mails() {
        return mails;
    }

    List<Manifest> manifests() {
        return manifests;
    }

    /// What is odd about it, each naming the entry.
    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (others > 0) {
            all.add(
                    "%d files in it are neither mails nor manifests; they are kept with the original only"
                            .formatted(others));
        }
        return all;
    }

    /// What it lacks; empty when it is whole.
    List<String> damages() {
        return damages;
    }

    @Override
    public void close() {
        zips.reversed().forEach(OpenZip::close);
    }
}
