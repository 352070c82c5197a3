package dev.wharf.destinations.microsoft365.proof;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/// Writes a report for people and for programs.
public final class ProofWriter {
    private ProofWriter() {}

    public static String markdown(ProofReport report) {
        StringBuilder text = new StringBuilder(2000);
        text.append("# What Microsoft 365 does with Wharf's items\n\n")
                .append(
                        "Tenant %s (%s), application %s, mailbox %s, %s.\n\n"
                                .formatted(
                                        report.tenant(),
                                        report.cloud(),
                                        report.client(),
                                        report.mailbox(),
                                        report.at()))
                .append("| | question | answer | seen | what follows |\n|---|---|---|---|---|\n");
        for (ProofPoint point : report.points()) {
            text.append(
                    "| %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    point.letter(),
                                    cell(point.question()),
                                    word(point.verdict()),
                                    cell(point.seen()),
                                    cell(point.then())));
        }
        text.append(
                report.left().isEmpty()
                        ? "\nEverything that was made for it was removed.\n"
                        : "\nNot removed, please remove by hand:\n\n");
        report.left().forEach(left -> text.append("* ").append(left).append('\n'));
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", "<br>");
    }

    private static String word(ProofPoint.Verdict verdict) {
        return switch (verdict) {
            case AS_EXPECTED -> "as expected";
            case OTHERWISE -> "**otherwise**";
            case BY_HAND -> "look yourself";
            case NOT_TRIED -> "not tried";
        };
    }

    /// One object, on one line.
    public static String json(ProofReport report) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode json = mapper.createObjectNode();
        json.put("at", report.at().toString())
                .put("cloud", report.cloud())
                .put("tenant", report.tenant())
                .put("client", report.client())
                .put("mailbox", report.mailbox().value())
                .put("asExpected", report.isAsExpected());
        for (ProofPoint point : report.points()) {
            json.withArray("points")
                    .addObject()
                    .put("letter", point.letter())
                    .put("question", point.question())
                    .put("verdict", point.verdict().name().toLowerCase(Locale.ROOT))
                    .put("seen", point.seen())
                    .put("then", point.then());
        }
        report.left().forEach(json.putArray("left")::add);
        return mapper.writeValueAsString(json);
    }
}
