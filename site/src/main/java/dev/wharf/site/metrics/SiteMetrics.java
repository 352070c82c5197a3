package dev.wharf.site.metrics;

/// What the site counts. Safe for many threads.
public final class SiteMetrics {
    private final MetricRegistry registry = new MetricRegistry();
    private final Counter accepted;
    private final Counter refused;
    private final Counter answers;
    private final Histogram acknowledgement;
    private final Histogram requests;

    public SiteMetrics(SiteReadings now) {
        accepted =
                registry.counter(
                        "wharf_webhooks_accepted_total",
                        "Webhooks that are durable and were answered 200.",
                        "source");
        refused =
                registry.counter(
                        "wharf_webhooks_refused_total",
                        "Webhooks of which nothing was kept, by reason.",
                        "source",
                        "reason");
        answers =
                registry.counter(
                        "wharf_http_answers_total",
                        "HTTP requests answered, by route and status.",
                        "route",
                        "status");
        acknowledgement =
                registry.histogram(
                        "wharf_webhook_ack_seconds",
                        "From a webhook's arrival to its answer, after the fsync.");
        requests =
                registry.histogram(
                        "wharf_http_request_seconds",
                        "From a request's headers to the end of its answer; webhooks not"
                                + " included.");
        readings(now);
    }

    private void readings(SiteReadings now) {
        registry.gauge("wharf_journal_durable_sequence", "Last durable capture.", now::durable);
        registry.gauge(
                "wharf_journal_acknowledged_sequence",
                "Last capture that the archive has.",
                now::acknowledged);
        registry.gauge(
                "wharf_journal_lag_captures",
                "Captures that the archive does not have yet.",
                () -> now.durable() - now.acknowledged());
        registry.gauge(
                "wharf_journal_fsync_groups", "Groups of captures made durable.", now::groups);
        registry.gauge("wharf_media_backlog", "Files still to be fetched.", now::mediaBacklog);
        registry.gauges(
                "wharf_account_last_seen_timestamp_seconds",
                "When something of an account came last.",
                "account",
                now::lastSeen);
        registry.gauge("wharf_gaps", "Stretches in which something is missing.", now::gaps);
        registry.gauge("wharf_alerts_open", "Alerts that wait for a person.", now::alertsOpen);
        registry.gauge("wharf_disk_free_bytes", "Free where the journal lies.", now::diskFree);
    }

    /// @param source name of the kind of source, as `cloud-api`
    public void accepted(String source, long nanos) {
        accepted.increment(source);
        acknowledgement.took(nanos);
    }

    /// @param reason from a short list: `signature`, `too large`, `unknown hook`
    public void refused(String source, String reason) {
        refused.increment(source, reason);
    }

    /// @param route template of its path, `-` for none
    public void answered(String route, int status, long nanos) {
        answers.increment(route, Integer.toString(status));
        if (!route.startsWith("/webhook/")) {
            requests.took(nanos);
        }
    }

    /// For others that count something of their own.
    public MetricRegistry registry() {
        return registry;
    }
}
