package dev.wharf.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a [DayBody] as a plain transcript. Lines that name time, speaker and item begin at the
/// margin and all that was said is indented, so that nobody can put words into another's mouth by
/// imitating such a line.
final class DayText {
    private static final String INDENT = "  ";

    private DayText() {}

    /// @param out empty, and empty again afterwards
    static byte[] write(DayBody day, Bytes out) {
        Bytes said = new Bytes(1024);
        for (DayEntry entry : day.entries()) {
            entry(entry, said, out);
        }
        if (!day.contents().isEmpty()) {
            out.ascii(TextBody.RULE).ascii("Files\r\n");
            for (Fact file : day.contents()) {
                out.ascii(INDENT).lines(file.label()).ascii("\r\n");
                out.ascii(INDENT).ascii(INDENT).lines(file.value()).ascii("\r\n");
            }
        }
        people(day.people(), out);
        out.ascii(TextBody.RULE);
        for (Fact fact : day.facts()) {
            TextBody.fact(out, fact);
        }
        return out.takeAll();
    }

    private static void entry(DayEntry entry, Bytes said, Bytes out) {
        out.lines(entry.time());
        if (!entry.caption().isEmpty()) {
            out.ascii(INDENT).lines(entry.caption());
        }
        out.ascii("  [item ").ascii(entry.item()).ascii("]\r\n");
        for (Block block : entry.blocks()) {
            TextBody.write(block, said);
        }
        indented(new String(said.takeAll(), StandardCharsets.UTF_8), out);
    }

    /// `\R` knows every character that a reader may take for the end of a line.
    private static void indented(String text, Bytes out) {
        for (String line : text.split("\\R")) {
            if (!line.isEmpty()) {
                out.ascii(INDENT).utf8(line);
            }
            out.ascii("\r\n");
        }
        out.ascii("\r\n");
    }

    private static void people(List<String> people, Bytes out) {
        out.ascii(TextBody.RULE).ascii("Who was in the chat\r\n");
        for (String person : people) {
            out.ascii(INDENT).lines(person).ascii("\r\n");
        }
    }
}
