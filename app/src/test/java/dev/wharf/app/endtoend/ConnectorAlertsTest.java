package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.site.Following;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.Feed;
import dev.wharf.site.alert.StoredAlert;
import dev.wharf.site.http.Access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What is not well with connectors, from the archive's side to people by way of the site.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectorAlertsTest {
    @TempDir private Path folder;

    /// A side on which one connector is late.
    private static final class Late implements Following {
        @Override
        public IntakeOptions options(IntakeOptions given) {
            return given;
        }

        @Override
        public long version() {
            return 0;
        }

        @Override
        public Feed through(Feed site) {
            return site;
        }

        @Override
        public void archived() {}

        @Override
        public List<Alert> alerts() {
            return List.of(
                    new Alert(
                            Alert.Kind.CONNECTOR,
                            "mail/lag",
                            null,
                            "Connector mail: no run has ended well.",
                            Instant.EPOCH));
        }
    }

    @Test
    void peopleAreMailedThatAConnectorIsNotWell() throws Exception {
        try (MailBox mails = new MailBox();
                RunningArchive archive = new RunningArchive(folder.resolve("archive"))) {
            PreparedSite prepared =
                    new PreparedSite(folder.resolve("home"), archive.home.keys())
                            .with("WHARF_SMTP_HOST", "127.0.0.1")
                            .with("WHARF_SMTP_PORT", Integer.toString(mails.port()))
                            .with("WHARF_SMTP_SECURITY", "plain")
                            .with("WHARF_SMTP_PLAIN", "true")
                            .with("WHARF_SMTP_FROM", "wharf@firm.example")
                            .with("WHARF_ALERTS_TO", "compliance@firm.example");
            String password = prepared.firstStart().getOrDefault(Access.CONNECTOR, "");
            try (RunningSite site = new RunningSite(prepared)) {
                archive.follow(site.process.address(), password, new Late());

                Eventually.holds("a mail", () -> !mails.mails().isEmpty());

                assertThat(mails.mails().getFirst())
                        .contains("Connector mail: no run has ended well.");
                assertThat(site.open.alerts().open())
                        .extracting(StoredAlert::subject)
                        .containsExactly("mail/lag");
            }
        }
    }
}
