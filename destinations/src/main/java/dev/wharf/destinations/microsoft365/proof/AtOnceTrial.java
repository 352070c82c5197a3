package dev.wharf.destinations.microsoft365.proof;

import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.proof.TenantProof.Answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks eight things of one mailbox at once, past all limits of ours, and counts what is refused.
final class AtOnceTrial {
    private static final int ASKED = 8;

    private final TenantProof.Trial trial;
    private final GraphClient graph;

    AtOnceTrial(TenantProof.Trial trial, GraphClient graph) {
        this.trial = trial;
        this.graph = graph;
    }

    Answer atOnce() {
        GraphCall call =
                trial.caller()
                        .get(
                                "/mailFolders/" + GraphText.encoded(trial.folder()) + "?$select=id",
                                "the test's folder");
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ASKED; i++) {
                answers.add(threads.submit(() -> word(call)));
            }
        }
        Map<String, Integer> counted = new TreeMap<>();
        answers.forEach(answer -> counted.merge(result(answer), 1, Integer::sum));
        boolean refused = counted.keySet().stream().anyMatch(word -> word.startsWith("429"));
        return Answer.when(
                true,
                "of %d at once: %s%s"
                        .formatted(
                                ASKED,
                                counted,
                                refused
                                        ? ""
                                        : ". None was refused; four at once stay the documented limit"),
                "");
    }

    private String word(GraphCall call) {
        try {
            GraphAnswer answer = graph.exchange(call);
            return answer.isGood() ? "taken" : answer.status() + " " + answer.code();
        } catch (IOException lost) {
            return "lost";
        }
    }

    private static String result(Future<String> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            return "failed";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }
}
