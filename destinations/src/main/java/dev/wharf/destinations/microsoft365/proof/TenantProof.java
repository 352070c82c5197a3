package dev.wharf.destinations.microsoft365.proof;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.Microsoft365Settings;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.mailbox.FolderForm;
import dev.wharf.destinations.microsoft365.mailbox.Folders;
import dev.wharf.destinations.microsoft365.mailbox.MailboxCaller;
import dev.wharf.destinations.microsoft365.mailbox.Refused;
import dev.wharf.destinations.microsoft365.proof.ProofPoint.Verdict;
import dev.wharf.destinations.microsoft365.traffic.Traffic;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Asks a real tenant what no document settles. It works in a folder of its own whose name begins
/// with `WHARF TEST`, makes items that say nothing, and removes all of it afterwards.
///
/// For one thread. It takes a minute, and asks for more at once than a delivery ever does: do not
/// run it while a delivery to the same mailbox runs.
public final class TenantProof {
    private final Microsoft365Settings settings;
    private final GraphClient graph;
    private final UploadClient uploads;
    private final Clock clock;
    private final Pause pause;

    public TenantProof(
            Microsoft365Settings settings,
            GraphClient graph,
            UploadClient uploads,
            Clock clock,
            Pause pause) {
        this.settings = settings;
        this.graph = graph;
        this.uploads = uploads;
        this.clock = clock;
        this.pause = pause;
    }

    public ProofReport prove(EmailAddress mailbox) {
        MailboxCaller caller = caller(mailbox);
        List<ProofPoint> points = new ArrayList<>();
        List<String> left = new ArrayList<>();
        String name = "WHARF TEST " + caller.stamp();
        try {
            String folder = new Folders(new FolderForm(name, false)).make(caller, caller.patient());
            try {
                ask(new Trial(caller, folder), points);
            } finally {
                remove(caller, folder, name, left);
            }
        } catch (Refused why) {
            points.add(
                    new ProofPoint(
                            "-",
                            "Can the mailbox be reached?",
                            Verdict.OTHERWISE,
                            why.why().reason(),
                            "run wharf doctor"));
        }
        return new ProofReport(
                clock.instant(),
                settings.signIn().cloud().name(),
                settings.signIn().tenant(),
                settings.signIn().client(),
                mailbox,
                points,
                left);
    }

    private MailboxCaller caller(EmailAddress mailbox) {
        Traffic traffic = new Traffic(graph, settings.limits(), clock, pause);
        return new MailboxCaller(mailbox, traffic, clock, pause, settings.pace());
    }

    /// Where it is tried.
    record Trial(MailboxCaller caller, String folder) {}

    private void ask(Trial trial, List<ProofPoint> points) {
        ItemTrials items = new ItemTrials(trial, settings.item());
        FileTrials files = new FileTrials(trial, settings, uploads, settings.signIn().cloud());
        points.add(tried("a", "Is the class kept that an item is made with?", items::itemClass));
        points.add(ByHand.kind(settings.item()));
        points.add(ByHand.compliance());
        points.add(tried("d", "Can files be added to what is no draft?", files::afterwards));
        points.add(tried("e", "Which message flags make an item no draft?", items::flags));
        points.add(tried("f", "Is the Message-ID kept?", items::messageId));
        points.add(
                tried(
                        "g",
                        "How many requests of a mailbox run at once?",
                        new AtOnceTrial(trial, graph)::atOnce));
        points.add(ByHand.imap());
        points.add(tried("i", "Where do large files go?", files::uploadHost));
        points.add(tried("j", "Is an item found by its key at once?", items::key));
        points.add(tried("k", "By how much is a file counted larger?", files::overhead));
        points.add(tried("l", "How much of the text is left?", items::text));
    }

    @FunctionalInterface
    interface Question {
        Answer ask() throws Refused;
    }

    record Answer(Verdict verdict, String seen, String then) {
        static Answer when(boolean expected, String seen, String then) {
            return expected
                    ? new Answer(Verdict.AS_EXPECTED, seen, "nothing")
                    : new Answer(Verdict.OTHERWISE, seen, then);
        }
    }

    private static ProofPoint tried(String letter, String question, Question asked) {
        try {
            Answer answer = asked.ask();
            return new ProofPoint(letter, question, answer.verdict, answer.seen, answer.then);
        } catch (Refused why) {
            return new ProofPoint(
                    letter,
                    question,
                    Verdict.OTHERWISE,
                    why.why().reason(),
                    "see the answer's code in Microsoft's documents");
        }
    }

    private static void remove(
            MailboxCaller caller, String folder, String name, List<String> left) {
        try {
            String path = "/mailFolders/" + GraphText.encoded(folder);
            GraphAnswer answer =
                    caller.answer(caller.delete(path, "the test's folder"), caller.patient());
            if (!answer.isGood() && answer.status() != 404) {
                left.add("folder " + name);
            }
        } catch (Refused why) {
            left.add("folder " + name);
        }
    }
}
