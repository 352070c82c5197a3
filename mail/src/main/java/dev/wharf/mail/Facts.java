package dev.wharf.mail;

import dev.wharf.core.capture.Provenance;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;

import java.util.ArrayList;
import java.util.List;

/// The small print of a mail, so that it can be read on its own: who, to whom, when and how that is
/// known, from where.
final class Facts {
    private Facts() {}

    static List<Fact> of(Scene scene) {
        Event event = scene.event();
        List<Fact> facts = new ArrayList<>(10);
        Party sender = scene.sender();
        facts.add(new Fact("From", sender == null ? Parties.WHATSAPP.toString() : sender.shown()));
        facts.add(
                new Fact(
                        "Chat",
                        HeaderText.isolated(scene.chatLabel())
                                + " ("
                                + Words.of(event.chat().kind())
                                + ")"));
        facts.add(new Fact("Parties", scene.everybody().named()));
        time(event.time(), facts);
        String byNameOnly = scene.everybody().namedByNameOnly();
        if (!byNameOnly.isEmpty()) {
            facts.add(new Fact("By name only", byNameOnly));
        }
        Provenance from = event.provenance();
        facts.add(new Fact("Source", source(from)));
        facts.add(new Fact("SHA-256", from.captureDigest().sha256()));
        facts.add(new Fact("Item", scene.id().toString()));
        return facts;
    }

    private static void time(EventTime time, List<Fact> facts) {
        if (time.localText() != null) {
            facts.add(new Fact("Written", HeaderText.clean(time.localText())));
        }
        String zone = time.zone() == null ? "" : HeaderText.clean(time.zone()) + ", ";
        facts.add(new Fact("Time zone", zone + Words.of(time.basis()) + quirk(time.quirk())));
        facts.add(
                new Fact(
                        "Time",
                        Times.utc(time.at(), time.precision())
                                + ", "
                                + Words.of(time.precision())));
    }

    private static String quirk(LocalTimeQuirk quirk) {
        return switch (quirk) {
            case NONE -> "";
            case OVERLAP -> "; the clocks went back and showed this time twice";
            case GAP ->
                    "; the clocks went forward and never showed this time: the zone is doubtful";
        };
    }

    private static String source(Provenance from) {
        return named(from)
                + ", "
                + HeaderText.clean(from.locator())
                + ", read by "
                + HeaderText.clean(from.decoder());
    }

    /// A capture, without the place in it.
    static String origin(Provenance from) {
        return named(from) + ", SHA-256 " + from.captureDigest().sha256();
    }

    private static String named(Provenance from) {
        String source = Words.of(from.source());
        return from.captureName() == null
                ? source
                : source + " \u201c" + HeaderText.clean(from.captureName()) + '\u201d';
    }

    /// What stands small below a bubble.
    static String stamp(EventTime time) {
        if (time.basis() == TimeBasis.UTC || time.localText() == null) {
            return Times.utc(
                    time.at(),
                    time.precision() == TimePrecision.MINUTE
                            ? TimePrecision.MINUTE
                            : TimePrecision.SECOND);
        }
        return HeaderText.clean(time.localText());
    }
}
