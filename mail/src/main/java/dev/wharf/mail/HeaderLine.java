package dev.wharf.mail;

import java.util.regex.Pattern;

/// One header of free text as it stands in a mail: for destinations that add headers of their own
/// to a mail that is otherwise sent as it is.
public final class HeaderLine {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,75}");

    private HeaderLine() {}

    /// Folded and encoded as all our headers are, with the line end. Whatever the value holds, it
    /// stays one header: line ends and controls in it become spaces.
    ///
    /// @throws IllegalArgumentException when the name is none
    public static byte[] of(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a header");
        }
        Bytes out = new Bytes(256);
        new HeaderWriter(out).text(name, HeaderText.clean(value));
        return out.toArray();
    }
}
