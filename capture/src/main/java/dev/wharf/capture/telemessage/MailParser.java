package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.CheckedEntryStream;
import dev.wharf.capture.file.MediaTypes;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Takes a mail apart, streaming, in bounded memory: words up to a million characters, and of all
/// else only what it is and where. Mails inside are parts like any other.
///
/// One use for one mail.
final class MailParser {
    /// Nobody nests deeper; a parser that did would run out of stack.
    private static final int DEEPEST = 40;

    private static final int MOST_PARTS = 2_000;
    private static final int LONGEST_TEXT = 1 << 20;

    private static final MimeConfig LIMITS =
            MimeConfig.custom()
                    .setMaxLineLen(1 << 20)
                    .setMaxHeaderLen(1 << 20)
                    .setMaxHeaderCount(4_000)
                    .build();

    private final MailHeaders headers = new MailHeaders();
    private final List<ParsedMail.Piece> pieces = new ArrayList<>();
    private final Deque<String> within = new ArrayDeque<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private boolean inMail = true;
    private @Nullable Field type;
    private @Nullable Field disposition;
    private int parts;

    private MailParser() {}

    /// @throws IOException when the bytes cannot be had
    /// @throws UnreadableMailException when they are no mail
    static ParsedMail parse(CheckedEntryStream.Opener mail)
            throws IOException, UnreadableMailException {
        MailParser parser = new MailParser();
        try (InputStream in = mail.open()) {
            parser.walk(tokens(in));
        } catch (MimeException | MimeIOException | MaxLineLimitException e) {
            throw new UnreadableMailException("its structure is broken", e);
        } catch (IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            // What a foreign parser makes of hostile bytes.
            throw new UnreadableMailException("its structure is broken", e);
        }
        return new ParsedMail(mail, parser.headers, parser.text(), parser.pieces);
    }

    /// The content of one part, decoded; closes the mail with it.
    static InputStream open(CheckedEntryStream.Opener mail, int index) throws IOException {
        InputStream in = mail.open();
        try {
            MimeTokenStream tokens = tokens(in);
            int part = 0;
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM;
                    state = tokens.next()) {
                if (state == EntityState.T_BODY && part++ == index) {
                    return new Part(tokens.getDecodedInputStream(), in);
                }
            }
        } catch (MimeException | RuntimeException e) {
            in.close();
            throw new IOException("the mail's structure is broken", e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
        in.close();
        throw new IOException("the mail has no such part");
    }

    private static MimeTokenStream tokens(InputStream in) {
        MimeTokenStream tokens = new MimeTokenStream(LIMITS, DecodeMonitor.SILENT, null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(in);
        return tokens;
    }

    private void walk(MimeTokenStream tokens)
            throws IOException, MimeException, UnreadableMailException {
        for (EntityState state = tokens.getState();
                state != EntityState.T_END_OF_STREAM;
                state = tokens.next()) {
            switch (state) {
                case T_START_HEADER -> {
                    type = null;
                    disposition = null;
                }
                case T_FIELD -> field(tokens.getField());
                case T_END_HEADER -> inMail = false;
                case T_START_MULTIPART -> begin(tokens.getBodyDescriptor());
                case T_END_MULTIPART -> within.poll();
                case T_BODY -> part(tokens);
                default -> {}
            }
        }
    }

    private void field(Field field) {
        if (inMail) {
            headers.add(field);
        }
        switch (field.getName().strip().toLowerCase(Locale.ROOT)) {
            case "content-type" -> type = field;
            case "content-disposition" -> disposition = field;
            default -> {}
        }
    }

    private void begin(BodyDescriptor multipart) throws UnreadableMailException {
        within.push(String.valueOf(multipart.getSubType()).toLowerCase(Locale.ROOT));
        if (within.size() > DEEPEST) {
            throw new UnreadableMailException("its parts are nested too deeply");
        }
    }

    private void part(MimeTokenStream tokens) throws IOException, UnreadableMailException {
        int index = parts++;
        if (parts > MOST_PARTS) {
            throw new UnreadableMailException("it has too many parts");
        }
        BodyDescriptor body = tokens.getBodyDescriptor();
        String mediaType = String.valueOf(body.getMimeType()).toLowerCase(Locale.ROOT);
        String fileName = fileName();
        boolean words = mediaType.equals("text/plain") || mediaType.equals("text/html");
        if (words && fileName == null && !isAttachment()) {
            words(index, mediaType, declaredCharset(), tokens.getDecodedInputStream());
            return;
        }
        byte[] head = tokens.getDecodedInputStream().readNBytes(MediaTypes.SNIFFED);
        boolean nothing = head.length == 0 && fileName == null;
        if (!nothing) {
            pieces.add(new ParsedMail.Piece(index, fileName, mediaType, MediaTypes.sniff(head)));
        }
    }

    /// Words that are longer than any message are cut, and whole in a piece of their own.
    private void words(int index, String mediaType, @Nullable String charset, InputStream in)
            throws IOException {
        byte[] bytes = in.readNBytes(LONGEST_TEXT);
        boolean cut = bytes.length == LONGEST_TEXT && in.read() >= 0;
        String text = Charsets.decode(bytes, charset);
        boolean isHtml = mediaType.equals("text/html");
        boolean other = isHtml && within.contains("alternative");
        cut |= !fits(other ? html : plain, isHtml && !other ? HtmlText.of(text) : text);
        if (cut) {
            pieces.add(new ParsedMail.Piece(index, null, mediaType, null));
        }
    }

    /// Appends as much as there is room for.
    ///
    /// @return whether that is all of it
    private static boolean fits(StringBuilder to, String text) {
        if (text.isBlank()) {
            return true;
        }
        if (!to.isEmpty()) {
            to.append('\n');
        }
        int room = Math.max(0, LONGEST_TEXT - to.length());
        if (text.length() <= room) {
            to.append(text);
            return true;
        }
        int end = room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
        to.append(text, 0, end);
        return false;
    }

    private @Nullable String text() {
        String words = plain.toString().isBlank() ? HtmlText.of(html.toString()) : plain.toString();
        String text = words.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        return text.isBlank() ? null : text;
    }

    private boolean isAttachment() {
        ContentDispositionField field = disposition();
        return field != null && field.isAttachment();
    }

    private @Nullable ContentDispositionField disposition() {
        return disposition == null
                ? null
                : ContentDispositionFieldLenientImpl.PARSER.parse(
                        disposition, DecodeMonitor.SILENT);
    }

    private @Nullable ContentTypeField type() {
        return type == null
                ? null
                : ContentTypeFieldLenientImpl.PARSER.parse(type, DecodeMonitor.SILENT);
    }

    private @Nullable String declaredCharset() {
        ContentTypeField field = type();
        return field == null ? null : field.getCharset();
    }

    private @Nullable String fileName() {
        ContentDispositionField where = disposition();
        String name = where == null ? null : where.getFilename();
        if (name == null) {
            ContentTypeField field = type();
            name = field == null ? null : field.getParameter("name");
        }
        return name == null || name.isBlank() ? null : MailHeaders.decoded(name.strip());
    }

    /// A part's content with the mail that it is read out of.
    private static final class Part extends FilterInputStream {
        private final InputStream mail;

        Part(InputStream content, InputStream mail) {
            super(content);
            this.mail = mail;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (RuntimeException e) {
                throw new IOException("the mail's structure is broken", e);
            }
        }

        @Override
        public void close() throws IOException {
            mail.close();
        }
    }
}
