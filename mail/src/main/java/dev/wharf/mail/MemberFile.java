package dev.wharf.mail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Everybody in a chat too large for a header: one `Name <address>` a line.
record MemberFile(Part.Inline part, List<Header> properties) {
    private static final String NAME = "members.txt";

    static MemberFile of(List<Party> everybody) {
        Bytes text = new Bytes(everybody.size() * 64);
        for (Party party : everybody) {
            text.utf8(party.shown()).ascii("\r\n");
        }
        byte[] utf8 = text.toArray();
        String digest = HexFormat.of().formatHex(sha256().digest(utf8));
        Part.Inline part =
                new Part.Inline(
                        NAME,
                        "text/plain",
                        List.of(
                                new Header("X-Wharf-Media-Kind", "member-list"),
                                new Header("X-Wharf-SHA256", digest)),
                        utf8);
        return new MemberFile(
                part,
                List.of(
                        new Header("X-Wharf-Members", Integer.toString(everybody.size())),
                        new Header("X-Wharf-Members-SHA256", digest)));
    }

    /// The same under a name that no other file of its mail has.
    MemberFile named(FileNames names) {
        String name = names.unique(NAME, NAME);
        return new MemberFile(
                new Part.Inline(name, part.type(), part.headers(), part.utf8()), properties);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
