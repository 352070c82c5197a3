package dev.wharf.mail;

import java.util.List;

/// Writes a [Body] as plain text: first what was said, so that previews show it, then the facts. A
/// message may imitate the facts, but the last block is always ours.
final class TextBody {
    static final String RULE =
            "----------------------------------------------------------------------\r\n";
    private static final int LABEL = 14;

    private TextBody() {}

    /// @param out empty, and empty again afterwards
    static byte[] write(Body body, Bytes out) {
        for (Block block : body.blocks()) {
            write(block, out);
        }
        out.ascii(RULE);
        for (Fact fact : body.facts()) {
            fact(out, fact);
        }
        return out.takeAll();
    }

    static void write(Block block, Bytes out) {
        switch (block) {
            case Block.Written written -> out.lines(written.text()).ascii("\r\n\r\n");
            case Block.Quoted quoted -> quoted(quoted, out);
            case Block.Remark remark -> out.put('[').lines(remark.text()).ascii("]\r\n\r\n");
            case Block.File file ->
                    out.ascii("[Attachment] ")
                            .lines(file.name())
                            .ascii("\r\n  ")
                            .lines(file.details())
                            .ascii("\r\n\r\n");
            case Block.Card card -> card(card, out);
        }
    }

    private static void quoted(Block.Quoted quoted, Bytes out) {
        if (quoted.author() != null) {
            out.ascii("> ").lines(quoted.author()).ascii(":\r\n");
        }
        for (String line : lines(quoted.text())) {
            out.ascii("> ").lines(line).ascii("\r\n");
        }
        out.ascii("\r\n");
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static void card(Block.Card card, Bytes out) {
        out.lines(card.title()).ascii("\r\n");
        for (Fact field : card.fields()) {
            out.ascii("  ").lines(field.label()).ascii(": ").lines(field.value()).ascii("\r\n");
        }
        out.ascii("\r\n");
    }

    static void fact(Bytes out, Fact fact) {
        out.ascii(fact.label()).put(':');
        for (int i = fact.label().length() + 1; i < LABEL; i++) {
            out.put(' ');
        }
        out.lines(fact.value()).ascii("\r\n");
    }
}
