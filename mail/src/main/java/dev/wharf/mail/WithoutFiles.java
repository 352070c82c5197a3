package dev.wharf.mail;

import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A mail made small enough for who takes none that large: its largest files are replaced, one
/// after the other, by a few words that name the file, its size, its SHA-256 and the way to it in
/// the archive. Whatever else the mail says stays byte for byte: headers with the Message-ID, text,
/// boundaries, the files that fit.
///
/// The same mail and the same limit give the same bytes, so that what was sent can be compared with
/// what lies there years later.
///
/// @param image the mail itself when it is small enough as it is
/// @param leftOut one line for each file that is not in it, in the order of the mail: size, digest
///   and the way to it. Never its name: names of files are content, and these lines go to records
/// @param fits false when the mail is too large without any file
public record WithoutFiles(MailImage image, List<String> leftOut, boolean fits) {
    public WithoutFiles {
        leftOut = List.copyOf(leftOut);
    }

    /// @param image as [MailRenderer] or whoever writes mails like it made it: before each file
    ///   stands a literal that ends with the file's part headers
    /// @param largest bytes that the whole mail may have, as it is sent; 0 for any
    public static WithoutFiles fit(MailImage image, long largest) {
        long size = image.size();
        if (largest <= 0 || size <= largest) {
            return new WithoutFiles(image, List.of(), true);
        }
        List<Candidate> candidates = candidates(image, largest);
        List<Candidate> out = new ArrayList<>();
        for (Candidate next : candidates) {
            if (size <= largest || next.saves() <= 0) {
                break;
            }
            out.add(next);
            size -= next.saves();
        }
        out.sort(Comparator.comparingInt(Candidate::at));
        return new WithoutFiles(
                replaced(image, out),
                out.stream().map(candidate -> candidate.stub().line()).toList(),
                size <= largest);
    }

    /// A file that might be left out.
    ///
    /// @param at index of its segment
    /// @param saves bytes of the mail, less what stands there instead
    private record Candidate(int at, LeftOutFile stub, long saves) {}

    /// Those that save most first; of equals the first.
    private static List<Candidate> candidates(MailImage image, long largest) {
        List<Candidate> candidates = new ArrayList<>();
        byte[] headers = {};
        String item = "";
        int at = 0;
        for (Segment segment : image.segments()) {
            if (segment instanceof Segment.Literal(byte[] bytes)) {
                headers = bytes;
                item = LeftOutFile.item(bytes, item);
            } else if (segment instanceof Segment.Content file && file.size() > 0) {
                LeftOutFile stub = LeftOutFile.of(headers, file, item, largest);
                candidates.add(new Candidate(at, stub, headers.length + of(file) - stub.size()));
            }
            at++;
        }
        candidates.sort(Comparator.comparingLong(Candidate::saves).reversed());
        return candidates;
    }

    private static long of(Segment segment) {
        return new MailImage(1, List.of(segment)).size();
    }

    private static MailImage replaced(MailImage image, List<Candidate> out) {
        List<Segment> segments = new ArrayList<>(image.segments());
        for (Candidate candidate : out) {
            segments.set(candidate.at() - 1, new Segment.Literal(candidate.stub().headers()));
            segments.set(candidate.at(), new Segment.Encoded(candidate.stub().text()));
        }
        return new MailImage(image.rendererVersion(), segments);
    }
}
