package dev.wharf.mail;

import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the stored image of a mail back to its structure, for destinations that take parts rather
/// than bytes: the counterpart of [MimeWriter].
///
/// It knows no MIME but what the writer writes. Whatever it has read is written again, and must
/// come out as the image it came from, so a structure never says less than its bytes do. A writer
/// that changes keeps its old forms here, since an archive holds mails of every version that was
/// ever shipped.
///
/// Stateless. The mail shares the image's bytes.
public final class MailReader {
    private static final int TEXT = 1;
    private static final int HTML = 3;
    private static final int FIRST_FILE = 5;

    private final List<Segment> segments;

    private MailReader(List<Segment> segments) {
        this.segments = segments;
    }

    /// @throws dev.wharf.core.error.WharfException STORAGE_CORRUPT when it is no mail of ours, or
    ///   one of a later Wharf
    public static Mail read(MailImage image) {
        int version = image.rendererVersion();
        if (version < 1 || version > MailRenderer.RENDERER_VERSION) {
            throw StoredText.corrupt("renderer version " + version + " is not known");
        }
        Mail mail = new MailReader(image.segments()).mail();
        MailImage again = MimeWriter.write(mail, version, new Bytes(8192));
        if (!same(image.segments(), again.segments())) {
            throw StoredText.corrupt("it is not written as Wharf writes mails");
        }
        return mail;
    }

    private Mail mail() {
        StoredText head = literal(0);
        StoredMailHeaders headers = StoredMailHeaders.read(head);
        String mixed = "--=_wharf_" + headers.boundaryStem() + "_m\r\n";
        byte[] text = encoded(TEXT);
        byte[] html = encoded(HTML);
        List<Part> files = new ArrayList<>();
        for (int i = FIRST_FILE; i < segments.size() - 1; i += 2) {
            StoredText before = literal(i - 1);
            before.skipPast(mixed);
            files.add(file(before, segments.get(i)));
        }
        return headers.mail(text, html, files);
    }

    private StoredText literal(int at) {
        if (at < segments.size() && segments.get(at) instanceof Segment.Literal(byte[] bytes)) {
            return new StoredText(bytes);
        }
        throw StoredText.corrupt("segment " + at + " is not of headers");
    }

    private byte[] encoded(int at) {
        if (at < segments.size() && segments.get(at) instanceof Segment.Encoded(byte[] bytes)) {
            return bytes;
        }
        throw StoredText.corrupt("segment " + at + " is not a text");
    }

    private static Part file(StoredText text, Segment content) {
        String type = text.header("Content-Type").value();
        int parameters = type.indexOf(';');
        String bare = parameters < 0 ? type : type.substring(0, parameters);
        text.header("Content-Transfer-Encoding");
        String name = StoredValue.fileName(text.header("Content-Disposition").value());
        List<Header> headers = new ArrayList<>();
        while (!text.atEndOfHeaders()) {
            headers.add(decoded(text.header()));
        }
        return switch (content) {
            case Segment.Content stored ->
                    new Part.Stored(name, bare, headers, stored.digest(), stored.size());
            case Segment.Encoded(byte[] bytes) -> new Part.Inline(name, bare, headers, bytes);
            case Segment.Literal _ -> throw StoredText.corrupt("a file has no content");
        };
    }

    static Header decoded(Header raw) {
        return new Header(raw.name(), StoredValue.text(raw.value()));
    }

    private static boolean same(List<Segment> ours, List<Segment> again) {
        boolean same = ours.size() == again.size();
        for (int i = 0; same && i < ours.size(); i++) {
            same = same(ours.get(i), again.get(i));
        }
        return same;
    }

    private static boolean same(Segment one, Segment other) {
        return switch (one) {
            case Segment.Literal(byte[] bytes) ->
                    other instanceof Segment.Literal(byte[] others) && Arrays.equals(bytes, others);
            case Segment.Encoded(byte[] bytes) ->
                    other instanceof Segment.Encoded(byte[] others) && Arrays.equals(bytes, others);
            case Segment.Content content -> content.equals(other);
        };
    }
}
