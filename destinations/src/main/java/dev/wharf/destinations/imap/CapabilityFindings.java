package dev.wharf.destinations.imap;

import dev.wharf.core.Finding;

import java.util.List;

/// Which of a server's capabilities matter to deliveries, and what lacks without them.
record CapabilityFindings(Capabilities can) {

    void addTo(List<Finding> findings) {
        findings.add(
                can.has("MULTIAPPEND")
                        ? Finding.good("MULTIAPPEND", "many mails go in one command")
                        : Finding.warning(
                                "MULTIAPPEND",
                                "not offered: each mail is a command of its own, some tens of times slower; nothing else is lost"));
        findings.add(
                can.has("UIDPLUS")
                        ? Finding.good("UIDPLUS", "the server says where each mail lies")
                        : Finding.warning(
                                "UIDPLUS",
                                "not offered: where mails lie is asked for afterwards by Message-ID, and should one ever arrive twice it is not taken out again"));
        findings.add(
                can.has("LITERAL+") || can.has("LITERAL-")
                        ? Finding.good("LITERAL+", "mails go without asking for each")
                        : Finding.warning(
                                "LITERAL+", "not offered: one round trip more for each mail"));
    }
}
