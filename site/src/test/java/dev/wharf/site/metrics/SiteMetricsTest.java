package dev.wharf.site.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.site.http.LoopbackRoutes;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

class SiteMetricsTest {
    private final SiteMetrics metrics = new SiteMetrics(new Fixed());

    @Test
    void theTextIsPrometheus() {
        metrics.accepted("cloud-api", 3_000_000);
        metrics.accepted("cloud-api", 20_000_000_000L);
        metrics.refused("cloud-api", "signature");
        metrics.answered("/v1/feed", 200, 1_000_000);
        metrics.answered("/webhook/cloud/{hook}", 200, 1);

        assertThat(metrics.registry().text())
                .contains(
                        """
                        # HELP wharf_webhook_ack_seconds From a webhook's arrival to its answer, after the fsync.
                        # TYPE wharf_webhook_ack_seconds histogram
                        wharf_webhook_ack_seconds_bucket{le="0.001"} 0
                        wharf_webhook_ack_seconds_bucket{le="0.0025"} 0
                        wharf_webhook_ack_seconds_bucket{le="0.005"} 1
                        """)
                .contains(
                        """
                        wharf_webhook_ack_seconds_bucket{le="10.0"} 1
                        wharf_webhook_ack_seconds_bucket{le="+Inf"} 2
                        wharf_webhook_ack_seconds_sum 20.003
                        wharf_webhook_ack_seconds_count 2
                        """)
                .contains("wharf_webhooks_accepted_total{source=\"cloud-api\"} 2\n")
                .contains(
                        "wharf_webhooks_refused_total{source=\"cloud-api\",reason=\"signature\"} 1\n")
                .contains("wharf_http_answers_total{route=\"/v1/feed\",status=\"200\"} 1\n")
                .contains("wharf_http_request_seconds_count 1\n")
                .contains("wharf_journal_lag_captures 35\n")
                .contains(
                        "wharf_account_last_seen_timestamp_seconds{account=\"a\\\"1\"} 1790000000.5\n");
    }

    @Test
    void manyLabelsFillNoMemory() {
        for (int i = 0; i < 5000; i++) {
            metrics.refused("cloud-api", "invented " + i);
        }

        assertThat(metrics.registry().text().lines())
                .filteredOn(line -> line.startsWith("wharf_webhooks_refused_total"))
                .hasSize(1001)
                .contains("wharf_webhooks_refused_total{source=\"other\",reason=\"other\"} 4000");
    }

    @Test
    void aNameIsTakenOnce() {
        assertThatThrownBy(() -> metrics.registry().counter("wharf_gaps", "again"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void healthSaysWhatIsInTheWay() throws Exception {
        assertThat(get("/health/live", List.of("disk"))).isEqualTo("200 live\n");
        assertThat(get("/health/ready", List.of())).isEqualTo("200 ready\n");
        assertThat(get("/health/ready", List.of("journal", "disk")))
                .isEqualTo("503 not ready: journal, disk\n");
        assertThat(get("/metrics", List.of())).startsWith("200 # HELP wharf_account");
    }

    private String get(String path, List<String> inTheWay) throws Exception {
        HealthRoutes health = new HealthRoutes(() -> inTheWay, metrics.registry());
        try (LoopbackRoutes server = new LoopbackRoutes(health.routes());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(server.base() + path)).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private static final class Fixed implements SiteReadings {
        @Override
        public long durable() {
            return 42;
        }

        @Override
        public long acknowledged() {
            return 7;
        }

        @Override
        public long groups() {
            return 3;
        }

        @Override
        public long mediaBacklog() {
            return 1;
        }

        @Override
        public Map<String, Double> lastSeen() {
            return Map.of("a\"1", 1_790_000_000.5);
        }

        @Override
        public long gaps() {
            return 0;
        }

        @Override
        public long alertsOpen() {
            return 0;
        }

        @Override
        public long diskFree() {
            return 1L << 40;
        }
    }
}
