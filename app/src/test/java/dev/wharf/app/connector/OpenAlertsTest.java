package dev.wharf.app.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class OpenAlertsTest {
    private final OpenAlerts alerts = new OpenAlerts();

    private static Alert alert(String subject) {
        return new Alert(Alert.Kind.CONNECTOR, subject, null, "Not well.", Instant.EPOCH);
    }

    @Test
    void whatIsNoLongerNamedIsOver() {
        alerts.set("mail", List.of(alert("mail/lag"), alert("mail/old/away")));
        alerts.set("exchange", List.of(alert("exchange/lag")));

        alerts.set("mail", List.of(alert("mail/lag")));

        assertThat(alerts.all())
                .extracting(Alert::subject)
                .containsExactly("exchange/lag", "mail/lag");
    }

    @Test
    void whatIsThereNoMoreIsWell() {
        alerts.set("mail", List.of(alert("mail/lag")));
        alerts.set("exchange", List.of(alert("exchange/lag")));

        alerts.keepOnly(Set.of("exchange"));

        assertThat(alerts.all()).extracting(Alert::subject).containsExactly("exchange/lag");
    }
}
