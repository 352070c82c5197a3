package dev.wharf.capture.telemessage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Objects;

/// The wrap that a journal puts around a mail: a report, with the mail as it was inside. Exchange
/// gives the report the subject of the mail.
final class Journal {
    private static final int DEEPEST = 3;

    private Journal() {}

    /// The mail inside, when that one is the vendor's and the outer is no more than a wrap.
    static ParsedMail unwrapped(ParsedMail outer) throws IOException {
        ParsedMail mail = outer;
        for (int depth = 0; depth < DEEPEST; depth++) {
            ParsedMail inner = inner(mail);
            if (inner == null) {
                break;
            }
            mail = inner;
            if (VendorForm.isMarked(mail.headers())) {
                break;
            }
        }
        // What is inside may be anything that somebody forwarded.
        return isVendors(mail) ? mail : outer;
    }

    private static @Nullable ParsedMail inner(ParsedMail mail) throws IOException {
        if (VendorForm.isMarked(mail.headers()) || mail.pieces().isEmpty()) {
            return null;
        }
        for (ParsedMail.Piece piece : mail.pieces()) {
            if (piece.isMail()) {
                ParsedMail inside = parsed(mail, piece);
                return inside != null && isWrap(mail, inside) ? inside : null;
            }
        }
        return null;
    }

    private static @Nullable ParsedMail parsed(ParsedMail mail, ParsedMail.Piece piece)
            throws IOException {
        try {
            return MailParser.parse(() -> MailParser.open(mail.bytes(), piece.index()));
        } catch (UnreadableMailException _) {
            return null;
        }
    }

    private static boolean isWrap(ParsedMail outer, ParsedMail inside) {
        MailHeaders headers = outer.headers();
        return headers.raw("x-ms-journal-report") != null
                || !isVendors(outer)
                || Objects.equals(headers.text("subject"), inside.headers().text("subject"));
    }

    private static boolean isVendors(ParsedMail mail) {
        return VendorForm.of(mail.headers()).kind() != VendorForm.Kind.NOT_THE_VENDORS;
    }
}
