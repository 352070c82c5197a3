package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.site.account.AccountState;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

/// Linking a phone by the page of a site that runs, and every way in which it ends, with either
/// gateway.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinkedSiteTest {
    private static final String DANA = "15551230001@s.whatsapp.net";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void aPhoneIsLinkedByThePage(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.agree();
            stage.fake.showQr(stage.session, "2@first");
            String first = stage.shown();
            assertThat(first).contains("class=\"qr\"");

            stage.pass(Duration.ofSeconds(31));
            stage.fake.showQr(stage.session, "2@second");
            assertThat(stage.shown()).contains("class=\"qr\"").isNotEqualTo(first);

            stage.fake.requirePasskey(stage.session);
            assertThat(stage.shown()).contains("passkey", "9WVUYm9AsQ");
            stage.passkey("{\"id\":\"AX8b\",\"type\":\"public-key\",\"response\":{}}");
            stage.fake.confirmWith(stage.session, "1234-5678");
            assertThat(stage.shown()).contains("1234-5678");
            stage.hand("confirm", "");
            stage.fake.link(stage.session, LinkedStage.NUMBER, "Zoe");

            assertThat(stage.shown()).contains("Linked: +" + LinkedStage.NUMBER);
            assertThat(stage.site.open.accounts().require(stage.account()).state())
                    .isEqualTo(AccountState.ACTIVE);
            assertThat(stage.site.calls.page(stage.page())).contains("used up");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void anotherPhoneIsLoggedOutAndNothingOfItIsKept(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.agree();
            stage.fake.link(stage.session, "447700900666", "Eve");
            stage.fake.receive(stage.session, DANA, "3EB0A", "none of your business");
            stage.send();

            Eventually.holds("it is logged out", () -> !stage.fake.knows(stage.session));
            assertThat(stage.shown()).contains("does not have the number").doesNotContain("666");
            assertThat(stage.alerted(Alert.Kind.WRONG_NUMBER)).isTrue();
            assertThat(stage.site.process.journal().durable()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void linkingThatFailsSaysWhyAndMayBeTriedAgain(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.agree();
            stage.fake.failToLink(stage.session);
            assertThat(stage.shown()).contains("The reason given: ", "Try again");

            stage.hand("start", "");
            stage.fake.link(stage.session, LinkedStage.NUMBER, "Zoe");

            assertThat(stage.shown()).contains("Linked: +" + LinkedStage.NUMBER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void aLogoutFromThePhoneIsAGapThatIsNamedAndAnAlert(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            stage.fake.logOutFromPhone(stage.session);

            Eventually.holds("somebody is told", () -> stage.alerted(Alert.Kind.UNLINKED));

            assertThat(stage.gaps())
                    .contains("\"account\":\"%s\"".formatted(stage.account()), "logged out");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void whatWasMissedWhileTheGatewayWasAwayIsFetched(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            stage.fake.receive(stage.session, DANA, "3EB0A", "before the gap");
            stage.send();
            stage.pass(Duration.ofMinutes(3));
            stage.fake.disconnect(stage.session);
            Eventually.holds("the gap is named", () -> stage.gaps().contains("\"since\""));
            stage.fake.lose(stage.session, DANA, "3EB0B", "within the gap");
            stage.fake.link(stage.session, LinkedStage.NUMBER, "Zoe");

            Eventually.holds(
                    "what was missed is in the mailbox",
                    () -> stage.archive.texts().contains("within the gap"));

            assertThat(stage.archive.texts()).containsOnlyOnce("before the gap", "within the gap");
            assertThat(stage.gaps()).contains("\"messages\":1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void anAccountThatHasGoneQuietIsNoticed(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            stage.fake.receive(stage.session, DANA, "3EB0A", "the last word");
            stage.send();
            stage.fake.fallSilent();
            stage.pass(Duration.ofDays(31));

            Eventually.holds("somebody is told", () -> stage.alerted(Alert.Kind.SILENT));
        }
    }
}
