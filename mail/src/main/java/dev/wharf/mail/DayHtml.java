package dev.wharf.mail;

import java.util.List;

/// Writes a [DayBody] as HTML that reads like the chat: a bubble for each item with its time and
/// id, then files, people and facts in small print. As harmless as [HtmlBody].
final class DayHtml {
    private static final String NEXT_BUBBLE =
            "</td></tr></table></td></tr>\r\n<tr><td style=\"padding:3px 16px\">";
    private static final String HEADING = "<tr><td colspan=\"2\"><b>";
    private static final String HEADING_END = "</b></td></tr>\r\n";
    private static final String WIDE = "<tr><td colspan=\"2\"><bdi>";
    private static final String NAME = "<tr valign=\"top\"><td><bdi>";

    private DayHtml() {}

    /// @param out empty, and empty again afterwards
    static byte[] write(DayBody day, Bytes out) {
        out.ascii(HtmlBody.HEAD).ascii(HtmlBody.CHAT).html(day.title());
        boolean first = true;
        for (DayEntry entry : day.entries()) {
            out.ascii(first ? HtmlBody.BUBBLE_ROW : NEXT_BUBBLE);
            first = false;
            String stamp = entry.time() + " \u00b7 item " + entry.item();
            HtmlBody.bubble(
                    new Body(entry.look(), entry.caption(), entry.blocks(), stamp, List.of()), out);
        }
        out.ascii(HtmlBody.FACTS);
        contents(day.contents(), out);
        out.ascii(HEADING).ascii("Who was in the chat").ascii(HEADING_END);
        for (String person : day.people()) {
            out.ascii(WIDE).html(person).ascii("</bdi></td></tr>\r\n");
        }
        out.ascii(HEADING).ascii("This mail").ascii(HEADING_END);
        HtmlBody.facts(day.facts(), out);
        return out.ascii(HtmlBody.END).takeAll();
    }

    private static void contents(List<Fact> contents, Bytes out) {
        if (contents.isEmpty()) {
            return;
        }
        out.ascii(HEADING).ascii("Files").ascii(HEADING_END);
        for (Fact file : contents) {
            out.ascii(NAME).html(file.label()).ascii("</bdi></td><td>").html(file.value());
            out.ascii("</td></tr>\r\n");
        }
    }
}
