package dev.wharf.destinations.microsoft365.proof;

import dev.wharf.core.party.EmailAddress;

import java.time.Instant;
import java.util.List;

/// What one tenant did on one day.
///
/// @param left items or folders of the test that could not be removed, for a person to remove
public record ProofReport(
        Instant at,
        String cloud,
        String tenant,
        String client,
        EmailAddress mailbox,
        List<ProofPoint> points,
        List<String> left) {
    public ProofReport {
        points = List.copyOf(points);
        left = List.copyOf(left);
    }

    /// Whether nothing was otherwise than Wharf expects.
    public boolean isAsExpected() {
        return points.stream().noneMatch(p -> p.verdict() == ProofPoint.Verdict.OTHERWISE);
    }
}
