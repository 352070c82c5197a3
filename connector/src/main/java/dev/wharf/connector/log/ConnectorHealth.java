package dev.wharf.connector.log;

import dev.wharf.connector.definition.AlertThresholds;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.schedule.SchedulePolicy;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Decides what people have to be told of a connector. Pure; a connector that does not run by
/// decision is well.
public final class ConnectorHealth {
    private static final Duration REGARDED = Duration.ofHours(24);

    private ConnectorHealth() {}

    /// What is known of a connector.
    ///
    /// @param runs of the last days, at least as many as a destination may be away; oldest first
    public record Observed(
            Connector connector, Looked looked, List<ConnectorRun> runs, Instant now) {
        public Observed {
            runs = List.copyOf(runs);
        }
    }

    /// @param open what people have to be told
    /// @param well subjects of alerts that have no reason, or none any more
    public record Verdict(List<Alert> open, List<String> well) {
        public Verdict {
            open = List.copyOf(open);
            well = List.copyOf(well);
        }

        public void tell(Alerts alerts) {
            well.forEach(subject -> alerts.clear(Alert.Kind.CONNECTOR, subject));
            open.forEach(alerts::raise);
        }
    }

    public static Verdict examine(Observed observed) {
        Examination examination = new Examination(observed);
        examination.note("failures", examination.failures());
        examination.note("lag", examination.lag());
        for (DestinationDefinition one : observed.connector.definition().destinations()) {
            examination.note(one.name() + "/debts", examination.debts(one.name()));
            examination.note(one.name() + "/away", examination.away(one.name()));
        }
        return new Verdict(examination.open, examination.well);
    }

    private static final class Examination {
        private final Observed observed;
        private final AlertThresholds thresholds;
        private final String who;
        private final List<Alert> open = new ArrayList<>();
        private final List<String> well = new ArrayList<>();

        private Examination(Observed observed) {
            this.observed = observed;
            this.thresholds = observed.connector.definition().alerts();
            this.who = "Connector " + observed.connector.name();
        }

        private void note(String what, @Nullable String complaint) {
            String subject = observed.connector.name() + "/" + what;
            if (complaint == null || !observed.connector.isActive()) {
                well.add(subject);
            } else {
                open.add(new Alert(Alert.Kind.CONNECTOR, subject, null, complaint, observed.now));
            }
        }

        private @Nullable String failures() {
            Instant since = observed.now.minus(REGARDED);
            ImportCounters sum =
                    observed.runs.stream()
                            .filter(run -> !run.started().isBefore(since))
                            .map(ConnectorRun::counters)
                            .reduce(ImportCounters.NONE, ImportCounters::plus);
            if (sum.failed() == 0
                    || sum.failed() * 100 < thresholds.failurePercent() * sum.forImport()) {
                return null;
            }
            return "%s: %d of %d copies failed in 24 hours; its log says which and why."
                    .formatted(who, sum.failed(), sum.forImport());
        }

        private @Nullable String lag() {
            Instant last =
                    Objects.requireNonNullElse(
                            observed.looked.well(), observed.connector.created());
            Optional<Instant> due =
                    SchedulePolicy.next(
                            observed.connector.definition().schedule(), last, observed.now);
            return due.filter(at -> at.plus(thresholds.lag()).isBefore(observed.now))
                    .map(
                            at ->
                                    "%s: no run has ended well since one was due at %s; its last run says why."
                                            .formatted(who, at))
                    .orElse(null);
        }

        private @Nullable String debts(ConnectorName destination) {
            List<DestinationResult> results = results(destination);
            if (results.isEmpty()) {
                return null;
            }
            long grown =
                    results.stream()
                            .mapToLong(
                                    one ->
                                            one.progress().debtsOpened()
                                                    - one.progress().debtsPaid())
                            .sum();
            long owed = results.getLast().progress().debtsOpen();
            return owed < thresholds.debts() || grown <= 0
                    ? null
                    : "%s owes %d copies to %s, and they grow; its debts say which mailboxes and why."
                            .formatted(who, owed, destination);
        }

        private @Nullable String away(ConnectorName destination) {
            @Nullable Instant since = null;
            for (ConnectorRun run : observed.runs) {
                Optional<DestinationResult> result = result(run, destination);
                if (result.isPresent()) {
                    since = !result.get().away() ? null : since == null ? run.started() : since;
                }
            }
            return since == null || since.plus(thresholds.away()).isAfter(observed.now)
                    ? null
                    : "%s: destination %s is away since %s; copies wait, nothing is lost."
                            .formatted(who, destination, since);
        }

        private List<DestinationResult> results(ConnectorName destination) {
            return observed.runs.stream()
                    .flatMap(run -> result(run, destination).stream())
                    .toList();
        }

        private static Optional<DestinationResult> result(
                ConnectorRun run, ConnectorName destination) {
            return run.destinations().stream()
                    .filter(one -> one.destination().equals(destination))
                    .findFirst();
        }
    }
}
