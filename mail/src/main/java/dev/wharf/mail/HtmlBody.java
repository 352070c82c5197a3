package dev.wharf.mail;

import java.util.List;

/// Writes a [Body] as HTML that reads like a chat: the chat's name, a bubble, the facts in small
/// print. Tables and inline style only, so that Outlook shows it too; no script, no link, nothing
/// that is fetched. All text is escaped and kept from turning its surroundings.
final class HtmlBody {
    static final String HEAD =
            "<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"></head>"
                    + "<body style=\"margin:0;background:#efeae2\">\r\n"
                    + "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\""
                    + " cellspacing=\"0\" border=\"0\" bgcolor=\"#efeae2\""
                    + " style=\"font:15px/1.4 'Segoe UI',Helvetica,Arial,sans-serif;"
                    + "color:#111b21;word-wrap:break-word;overflow-wrap:anywhere\">\r\n";
    static final String CHAT =
            "<tr><td bgcolor=\"#075e54\" dir=\"auto\" style=\"padding:10px 16px;color:#fff;"
                    + "font-weight:bold;unicode-bidi:isolate\">";
    static final String BUBBLE_ROW = "</td></tr>\r\n<tr><td style=\"padding:18px 16px 6px\">";
    private static final String BUBBLE =
            "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" align=\"";
    private static final String CAPTION =
            "<div dir=\"auto\" style=\"font-size:13px;font-weight:bold;color:#00695c;"
                    + "unicode-bidi:isolate\">";
    private static final String WORDS =
            "<div dir=\"auto\" style=\"white-space:pre-wrap;unicode-bidi:isolate\">";
    private static final String QUOTED =
            "<div style=\"margin:4px 0;padding:5px 9px;border-left:4px solid #06a58c;"
                    + "background:#f0f2f0;color:#54656f;font-size:13px\">";
    private static final String REMARK =
            "<div style=\"font-size:12px;font-style:italic;color:#54656f\">";
    private static final String FILE =
            "<div style=\"margin:4px 0;padding:7px 9px;border:1px solid #c9d2cd;"
                    + "background:#f7f8f7\">";
    private static final String CARD =
            "<div style=\"margin:4px 0;padding:7px 9px;border:1px solid #c9d2cd\">";
    private static final String SMALL = "<div style=\"font-size:11px;color:#667781\">";
    private static final String STAMP =
            "<div style=\"font-size:11px;color:#667781;text-align:right\">";
    static final String FACTS =
            "</td></tr></table></td></tr>\r\n<tr><td style=\"padding:10px 16px 16px\">"
                    + "<table role=\"presentation\" cellpadding=\"2\" cellspacing=\"0\" border=\"0\""
                    + " style=\"font-size:11px;color:#54656f\">\r\n";
    private static final String FACT = "<tr valign=\"top\"><td nowrap>";
    private static final String FACT_VALUE = "</td><td>";
    static final String END = "</table></td></tr></table></body></html>\r\n";

    private HtmlBody() {}

    /// @param out empty, and empty again afterwards
    static byte[] write(Body body, String chat, Bytes out) {
        out.ascii(HEAD).ascii(CHAT).html(chat).ascii(BUBBLE_ROW);
        bubble(body, out);
        out.ascii(FACTS);
        facts(body.facts(), out);
        return out.ascii(END).takeAll();
    }

    static void facts(List<Fact> facts, Bytes out) {
        for (Fact fact : facts) {
            out.ascii(FACT).html(fact.label()).ascii(FACT_VALUE).html(fact.value());
            out.ascii("</td></tr>\r\n");
        }
    }

    static void bubble(Body body, Bytes out) {
        String side =
                switch (body.look()) {
                    case INCOMING -> "left\" bgcolor=\"#ffffff\"";
                    case OUTGOING -> "right\" bgcolor=\"#d9fdd3\"";
                    case NOTICE -> "center\" bgcolor=\"#fff3c4\"";
                };
        out.ascii(BUBBLE).ascii(side).ascii(" style=\"max-width:560px;border-radius:9px\">");
        out.ascii("<tr><td style=\"padding:7px 11px");
        out.ascii(body.look() == Body.Look.NOTICE ? ";text-align:center\">" : "\">");
        if (!body.caption().isEmpty()) {
            out.ascii(CAPTION).html(body.caption()).ascii("</div>");
        }
        out.ascii("\r\n");
        for (Block block : body.blocks()) {
            write(block, out);
            out.ascii("\r\n");
        }
        out.ascii(STAMP).ascii("<bdi>").html(body.stamp()).ascii("</bdi></div>");
    }

    private static void write(Block block, Bytes out) {
        switch (block) {
            case Block.Written written -> out.ascii(WORDS).html(written.text()).ascii("</div>");
            case Block.Quoted quoted -> quoted(quoted, out);
            case Block.Remark remark -> out.ascii(REMARK).html(remark.text()).ascii("</div>");
            case Block.File file -> file(file, out);
            case Block.Card card -> card(card, out);
        }
    }

    private static void quoted(Block.Quoted quoted, Bytes out) {
        out.ascii(QUOTED);
        if (quoted.author() != null) {
            out.ascii("<b>").ascii("<bdi>").html(quoted.author()).ascii("</bdi></b>");
        }
        out.ascii(WORDS).html(quoted.text()).ascii("</div></div>");
    }

    private static void file(Block.File file, Bytes out) {
        out.ascii(FILE).ascii(file.present() ? "&#128206; " : "&#9888; ");
        out.ascii("<bdi>").html(file.name()).ascii("</bdi>");
        out.ascii(SMALL).html(file.details()).ascii("</div></div>");
    }

    private static void card(Block.Card card, Bytes out) {
        out.ascii(CARD).ascii("<b>").ascii("<bdi>").html(card.title()).ascii("</bdi></b>");
        for (Fact field : card.fields()) {
            out.ascii("<div style=\"font-size:13px\">").ascii("<bdi>").html(field.label());
            out.ascii("</bdi>: ").ascii("<bdi>").html(field.value()).ascii("</bdi></div>");
        }
        out.ascii("</div>");
    }
}
