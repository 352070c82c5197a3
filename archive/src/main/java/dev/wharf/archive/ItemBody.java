package dev.wharf.archive;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventForm;
import dev.wharf.core.event.EventWriter;
import dev.wharf.core.item.FilledMail;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImageCodec;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// All that is destroyed with an item's key: event, headline, mail, raw bytes, and the keys of the
/// content it refers to.
///
/// ```
/// body    = salt(16) contents(varint) content* event(bytes) headline mail(bytes) raw(bytes)
/// content = SHA-256(32) name(32) size(varint) key(32)
/// headline = subject(string) from(string) to(varint) string*
/// ```
///
/// The salt makes the body's digest, which outlives it, useless for guessing what it said.
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record ItemBody(
        List<HeldContent> contents, Event event, Headline headline, MailImage mail, byte[] raw) {
    static final int SALT = 16;
    private static final int SHA_256 = 32;
    private static final byte[] NOTHING = {};

    static void encode(
            WireWriter out,
            Randomness random,
            EventWriter events,
            List<HeldContent> contents,
            Event event,
            Headline headline,
            MailImage mail,
            byte[] raw) {
        random.fill(out.array(), out.reserve(SALT), SALT);
        out.advance(SALT);
        out.varint(contents.size());
        for (HeldContent content : contents) {
            out.raw(HexFormat.of().parseHex(content.digest().sha256()));
            out.raw(content.name().bytes());
            out.varint(content.size());
            out.raw(content.key());
        }
        int length = events.write(event);
        out.varint(length);
        out.raw(events.array(), 0, length);
        encode(out, headline);
        int image = MailImageCodec.length(mail);
        out.varint(image);
        MailImageCodec.encode(mail, out.array(), out.reserve(image));
        out.advance(image);
        out.bytes(raw);
    }

    /// Writes the body of a specimen without content and raw bytes. Of the values of its form the
    /// salt comes first, then those of the event, of the mail, and the raw bytes.
    ///
    /// @param values of the event
    /// @param ends of these
    static void encode(
            FormWriter form,
            WireWriter out,
            byte[] salt,
            EventForm event,
            byte[] values,
            int[] ends,
            Headline headline,
            FilledMail mail) {
        form.value(0, salt, 0, SALT);
        out.varint(0);
        event.write(values, ends, 1, form);
        encode(out, headline);
        int first = 1 + EventForm.VALUES;
        form.number(first);
        MailImageCodec.encode(mail, form);
        form.number(0);
        form.length(0);
        form.value(first + mail.form().values(), NOTHING, 0, 0);
    }

    private static void encode(WireWriter out, Headline headline) {
        out.string(headline.subject());
        out.string(headline.from());
        out.varint(headline.to().size());
        headline.to().forEach(out::string);
    }

    static ItemBody decode(byte[] plain, EventCodec events) {
        WireReader in = new WireReader(plain);
        List<HeldContent> contents = contents(in);
        Event event = events.decode(in.bytes());
        String subject = in.string();
        String from = in.string();
        int receivers = in.count();
        List<String> to = new ArrayList<>(receivers);
        for (int i = 0; i < receivers; i++) {
            to.add(in.string());
        }
        MailImage mail = MailImageCodec.decode(in.bytes());
        return new ItemBody(contents, event, new Headline(subject, from, to), mail, in.bytes());
    }

    /// Only the content keys.
    static List<HeldContent> contents(byte[] plain) {
        return contents(new WireReader(plain));
    }

    private static List<HeldContent> contents(WireReader in) {
        in.skip(SALT);
        int count = in.count();
        List<HeldContent> contents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            contents.add(
                    new HeldContent(
                            new ContentDigest(HexFormat.of().formatHex(in.raw(SHA_256))),
                            new BlobName(in.raw(BlobName.BYTES)),
                            in.varint(),
                            in.raw(AesGcm.KEY)));
        }
        return contents;
    }
}
