package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;
import dev.wharf.testkit.linked.FakeGateway;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a linked device delivers, in whatever order and how often, in the mailbox of its employee.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinkedMessagesTest {
    private static final String DANA = "15551230001@s.whatsapp.net";
    private static final String HIDDEN = "251556368777322@lid";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void duplicatesAndAnyOrderGiveEachMessageOnce(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            for (int i = 0; i < 6; i++) {
                stage.fake.receive(stage.session, DANA, "3EB0A" + i, "message " + i);
            }
            List<FakeGateway.Delivery> all = stage.held();

            stage.send(all.reversed());
            stage.send(all);
            stage.archive.caughtUp(stage.site);

            assertThat(stage.archive.mailbox(LinkedStage.MAILBOX)).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void aRevocationBeforeItsMessageIsKeptWithIt(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            stage.fake.revoke(stage.session, DANA, "3EB0R", "3EB0A");
            stage.fake.receive(stage.session, DANA, "3EB0A", "taken back");
            stage.send();
            stage.archive.caughtUp(stage.site);

            assertThat(stage.archive.items())
                    .extracting(item -> item.row().kind())
                    .containsExactlyInAnyOrder(EventKind.MESSAGE, EventKind.DELETION);
            assertThat(stage.archive.texts()).contains("taken back");
            assertThat(stage.archive.mailbox(LinkedStage.MAILBOX)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void aHiddenNumberIsNeverGuessedAndIsAskedFor(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            stage.fake.receive(stage.session, HIDDEN, "3EB0A", "who am I");
            stage.send();
            stage.fake.tellLid(stage.session, HIDDEN, "15551230001");
            stage.fake.receive(stage.session, HIDDEN, "3EB0B", "still hidden");
            stage.send();
            stage.pass(Duration.ofHours(2));
            Eventually.holds(
                    "the gateway was asked whose LID it is",
                    () ->
                            stage.archive.items().stream()
                                    .anyMatch(item -> item.row().kind() == EventKind.NOTICE));
            stage.archive.caughtUp(stage.site);

            assertThat(stage.archive.mailbox(LinkedStage.MAILBOX)).hasSize(3);
            assertThat(stage.archive.items())
                    .anyMatch(
                            item ->
                                    item.event().members().stream()
                                            .anyMatch(
                                                    one ->
                                                            one.lid() != null
                                                                    && one.phone() != null
                                                                    && one.phone()
                                                                            .digits()
                                                                            .equals("15551230001")))
                    .allSatisfy(
                            item ->
                                    assertThat(item.headline().from())
                                            .doesNotContain("+251556368777322"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void aFileThatIsGoneIsMissingWithTheReason(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            stage.fake.receiveFile(stage.session, DANA, "3EB0F", new byte[] {1, 2, 3});
            stage.pass(Duration.ofDays(400));
            stage.send();
            stage.archive.caughtUp(stage.site);

            StoredItem item = stage.archive.items().getFirst();
            Content.Message message = (Content.Message) item.event().content();
            assertThat(message.attachments())
                    .allSatisfy(
                            file -> {
                                assertThat(file.state()).isEqualTo(AttachmentState.MISSING);
                                assertThat(file.reason()).isNotBlank();
                            })
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waha", "gowa"})
    void aFileThatIsThereIsInTheMailbox(String gateway) throws Exception {
        try (LinkedStage stage = new LinkedStage(folder, gateway)) {
            stage.linked();
            stage.fake.receiveFile(stage.session, DANA, "3EB0F", new byte[] {1, 2, 3});
            stage.send();
            stage.archive.caughtUp(stage.site);

            StoredItem item = stage.archive.items().getFirst();
            Content.Message message = (Content.Message) item.event().content();
            assertThat(message.attachments())
                    .extracting(file -> file.state())
                    .containsExactly(AttachmentState.PRESENT);
        }
    }
}
