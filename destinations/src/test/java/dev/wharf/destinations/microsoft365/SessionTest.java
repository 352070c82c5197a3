package dev.wharf.destinations.microsoft365;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.Deferred;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.DeliveryOutcome.Rejected;
import dev.wharf.core.destination.MailboxSession.ReadBack;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.mailbox.FolderForm;
import dev.wharf.testkit.graph.FakeMessage;
import dev.wharf.testkit.graph.Fault;
import dev.wharf.testkit.graph.Fault.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// One mailbox, one thing at a time.
class SessionTest {
    private FakeTenant tenant = new FakeTenant();

    @AfterEach
    void nothingWrongWasDone() {
        assertThat(tenant.exchange.wrong()).isEmpty();
        tenant.close();
    }

    private List<DeliveryOutcome> deliver(Outgoing... mails) {
        return tenant.open(FakeTenant.ALICE).deliver(List.of(mails));
    }

    private List<FakeMessage> there() {
        return tenant.exchange.messages(FakeTenant.ALICE.value(), FakeTenant.FOLDER);
    }

    private void fail(Place place, Fault... faults) {
        tenant.exchange.faults(Fault.Source.script(place, faults));
    }

    @Test
    void anItemHasItsClassItsDatesAndIsNoDraft() {
        deliver(SampleMails.mail(7));

        FakeMessage item = there().getFirst();
        assertThat(item.property("String 0x001A")).isEqualTo("IPM.ExternalData.WhatsAppArchiver");
        assertThat(item.property("SystemTime 0x0E06")).isEqualTo("2026-09-21T14:13:27Z");
        assertThat(item.property("SystemTime 0x0039")).isEqualTo("2026-09-21T14:13:27Z");
        assertThat(item.isDraft()).isFalse();
        assertThat(item.named("WharfState")).isEqualTo("complete");
        assertThat(item.property("String 0x1039")).startsWith("<chat-").endsWith(">");
    }

    @Test
    void fiveHeadersTravelAsHeadersAndTheOthersAsProperties() {
        deliver(SampleMails.mail(7));

        FakeMessage item = there().getFirst();
        assertThat(item.json().path("internetMessageHeaders").size()).isBetween(1, 5);
        assertThat(item.named("X-Wharf-Source")).isEqualTo("chat-export");
        assertThat(item.named("X-Wharf-Chat-Kind")).isEqualTo("direct");
        assertThat(item.named("X-Wharf-Item")).isNull();
    }

    @Test
    void smallItemsNeedOneRequestEachAndFillBatches() {
        Outgoing[] mails =
                IntStream.range(0, 100).mapToObj(SampleMails::mail).toArray(Outgoing[]::new);
        deliver(mails);

        assertThat(tenant.exchange.counts().requests()).isLessThanOrEqualTo(106);
        assertThat(tenant.exchange.counts().batches()).isEqualTo(5);
        assertThat(tenant.exchange.counts().largestBatch()).isEqualTo(20);
        assertThat(tenant.exchange.counts().mostInFlight()).containsEntry("alice@firm.example", 1);
    }

    @Test
    void anAnswerThatWasLostIsAskedForAndNothingIsThereTwice() {
        tenant.open(FakeTenant.ALICE);
        fail(Place.OUTER, Fault.CUT_AFTER);

        assertThat(deliver(SampleMails.mail(1), SampleMails.mail(2)))
                .hasSize(2)
                .allMatch(Delivered.class::isInstance);
        assertThat(there()).hasSize(2);
    }

    @Test
    void aBatchThatNeverArrivedIsSentAgain() {
        tenant.open(FakeTenant.ALICE);
        fail(Place.OUTER, Fault.CUT_BEFORE);

        deliver(SampleMails.mail(1), SampleMails.mail(2));

        assertThat(there()).hasSize(2);
    }

    @Test
    void aRefusalInTheMiddleOfAChainKeepsTheOrder() {
        tenant.open(FakeTenant.ALICE);
        fail(Place.INNER, Fault.NONE, Fault.NONE, Fault.THROTTLED);

        deliver(IntStream.range(0, 9).mapToObj(SampleMails::mail).toArray(Outgoing[]::new));

        assertThat(there()).extracting(item -> item.property("SystemTime 0x0039")).isSorted();
        assertThat(there()).hasSize(9);
    }

    @Test
    void aGatewayThatGaveUpThoughItWasDoneAddsNothing() {
        tenant.open(FakeTenant.ALICE);
        fail(Place.INNER, Fault.GATEWAY_DONE, Fault.NONE, Fault.GATEWAY_DONE);

        deliver(IntStream.range(0, 5).mapToObj(SampleMails::mail).toArray(Outgoing[]::new));

        assertThat(there()).hasSize(5);
    }

    @Test
    void aStormLongerThanPatienceDefers() {
        tenant.open(FakeTenant.ALICE);
        tenant.exchange.faults((place, _) -> place == Place.OUTER ? Fault.THROTTLED : Fault.NONE);

        assertThat(deliver(SampleMails.mail(1), SampleMails.mail(2)))
                .hasSize(2)
                .allMatch(Deferred.class::isInstance);
        assertThat(there()).isEmpty();
    }

    @Test
    void aLargeFileGoesByPiecesWhateverIsLost() {
        tenant.open(FakeTenant.ALICE);
        fail(
                Place.PIECE,
                Fault.CUT_AFTER,
                Fault.CUT_BEFORE,
                Fault.UPLOAD_EXPIRED,
                Fault.UNAVAILABLE);

        deliver(SampleMails.mail(1, 9_000_000));

        FakeMessage item = there().getFirst();
        assertThat(item.named("WharfState")).isEqualTo("complete");
        assertThat(item.attachments()).hasSize(1);
        assertThat(item.attachments().getFirst().content())
                .isEqualTo(SampleMails.content(31, 9_000_000));
    }

    @Test
    void aFileThatIsTooLargeIsNamedInTheMail() {
        restart(
                settings ->
                        settings.with(
                                new FileLimits(
                                        3_000_000, 3_000_000, 327_680, 3_500_000, 250, 65_536)));

        DeliveryOutcome outcome = deliver(SampleMails.mail(1, 4_000_000, 1000)).getFirst();

        assertThat(((Delivered) outcome).leftOut()).singleElement().asString().contains("4000000");
        assertThat(there().getFirst().attachments())
                .extracting(file -> file.name())
                .contains("files not in this mail.txt")
                .hasSize(2);
    }

    private void restart(UnaryOperator<Microsoft365Settings> change) {
        tenant.close();
        tenant = new FakeTenant(change);
    }

    @Test
    void aBodyThatIsTooLongTravelsAsAFile() {
        Outgoing mail = SampleMails.saying("word ".repeat(800_000), 1);

        assertThat(deliver(mail).getFirst()).isInstanceOf(Delivered.class);
        assertThat(there().getFirst().attachments())
                .extracting(file -> file.name())
                .contains("conversation.html");
    }

    @Test
    void aFullMailboxIsTriedAgainLater() {
        tenant.open(FakeTenant.ALICE);
        tenant.exchange.fill(FakeTenant.ALICE.value());

        List<DeliveryOutcome> outcomes = deliver(SampleMails.mail(1), SampleMails.mail(2));

        assertThat(outcomes).hasSize(2).allMatch(Deferred.class::isInstance);
        assertThat(((Deferred) outcomes.getLast()).why().scope()).isEqualTo(Scope.MAILBOX);
        assertThat(((Deferred) outcomes.getLast()).why().reason()).contains("full");
    }

    @Test
    void whatIsHalfThereIsCompletedOrRemoved() throws Exception {
        HalfWritten half = new HalfWritten(tenant);
        half.item("1@item.wharf.invalid", "1: 10", 10);
        half.item("2@item.wharf.invalid", "2: 10,20", 10);

        assertThat(
                        tenant.open(FakeTenant.ALICE)
                                .present(List.of("1@item.wharf.invalid", "2@item.wharf.invalid")))
                .containsOnlyKeys("1@item.wharf.invalid");
        assertThat(there())
                .singleElement()
                .extracting(item -> item.named("WharfState"))
                .isEqualTo("complete");
    }

    @Test
    void ofTwoTheSecondIsRemoved() throws Exception {
        HalfWritten half = new HalfWritten(tenant);
        String first = half.item("1@item.wharf.invalid", "1: 10", 10);
        half.item("1@item.wharf.invalid", "1: 10", 10);

        assertThat(tenant.open(FakeTenant.ALICE).present(List.of("1@item.wharf.invalid")))
                .containsEntry("1@item.wharf.invalid", first);
        assertThat(there()).hasSize(1);
    }

    @Test
    void aFolderIsMadeHiddenWhereThatIsWanted() {
        restart(settings -> settings.with(new FolderForm(FakeTenant.FOLDER, true)));

        deliver(SampleMails.mail(1));

        assertThat(tenant.exchange.isHidden(FakeTenant.ALICE.value(), FakeTenant.FOLDER)).isTrue();
    }

    @Test
    void aFolderThatPeopleSeeIsNotMadeHidden() {
        restart(settings -> settings.with(new FolderForm(FakeTenant.FOLDER, true)));
        tenant.exchange.makeFolder(FakeTenant.ALICE.value(), FakeTenant.FOLDER, false);

        assertThat(tenant.refusal(FakeTenant.ALICE).scope()).isEqualTo(Scope.MAILBOX);
        assertThat(tenant.refusal(FakeTenant.ALICE).reason()).contains("hidden");
    }

    @Test
    void aHiddenFolderIsFoundAgain() {
        tenant.exchange.makeFolder(FakeTenant.ALICE.value(), FakeTenant.FOLDER, true);

        deliver(SampleMails.mail(1));

        assertThat(tenant.exchange.folders(FakeTenant.ALICE.value())).hasSize(1);
    }

    @Test
    void aFolderThatWasDeletedMeanwhileIsMadeAgain() {
        deliver(SampleMails.mail(1));
        tenant.exchange.deleteFolder(FakeTenant.ALICE.value(), FakeTenant.FOLDER);

        assertThat(deliver(SampleMails.mail(2)).getFirst()).isInstanceOf(Delivered.class);
        assertThat(there()).hasSize(1);
    }

    @Test
    void aMailboxThatCannotBeHadIsRefusedWithTheReason() {
        tenant.exchange.disable(FakeTenant.ALICE.value());
        tenant.exchange.takeOutOfScope(FakeTenant.BOB.value());

        assertThat(tenant.refusal(FakeTenant.ALICE).code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
        assertThat(tenant.refusal(FakeTenant.ALICE).reason()).contains("disabled");
        assertThat(tenant.refusal(FakeTenant.BOB).reason()).contains("scope");
    }

    @Test
    void withoutATokenTheWholeDestinationIsRefused() {
        tenant.exchange.refuseSignIn();

        assertThat(tenant.refusal(FakeTenant.ALICE).scope()).isEqualTo(Scope.DESTINATION);
        assertThat(tenant.refusal(FakeTenant.ALICE).code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
    }

    @Test
    void aMailThatIsNotTakenConcernsNoOther() {
        Outgoing odd = SampleMails.mail(1);
        tenant.exchange.refuse(odd.messageId());

        List<DeliveryOutcome> outcomes = deliver(odd, SampleMails.mail(2), SampleMails.mail(3));

        assertThat(outcomes.getFirst()).isInstanceOf(Rejected.class);
        assertThat(((Rejected) outcomes.getFirst()).why().scope()).isEqualTo(Scope.MAIL);
        assertThat(outcomes.subList(1, 3)).allMatch(Delivered.class::isInstance);
    }

    @Test
    void whatWasRemovedIsGone() {
        Outgoing mail = SampleMails.mail(1);
        String receipt = ((Delivered) deliver(mail).getFirst()).receipt();
        tenant.exchange.remove(FakeTenant.ALICE.value(), receipt);

        assertThat(tenant.open(FakeTenant.ALICE).readBack(receipt, mail))
                .isInstanceOf(ReadBack.Gone.class);
    }

    @Test
    void aClassThatWasNotKeptIsSeen() {
        tenant.exchange.keepsClass(false);
        Outgoing mail = SampleMails.mail(1);
        String receipt = ((Delivered) deliver(mail).getFirst()).receipt();

        ReadBack seen = tenant.open(FakeTenant.ALICE).readBack(receipt, mail);

        assertThat(((ReadBack.Different) seen).how()).isEqualTo("class is 'IPM.Note'");
    }

    @Test
    void aFileThatIsMissingIsSeen() {
        Outgoing mail = SampleMails.mail(1, 5000);
        String receipt = ((Delivered) deliver(mail).getFirst()).receipt();
        tenant.exchange.removeFiles(FakeTenant.ALICE.value(), receipt);

        ReadBack seen = tenant.open(FakeTenant.ALICE).readBack(receipt, mail);

        assertThat(((ReadBack.Different) seen).how()).startsWith("0 of 1 files");
    }

    @Test
    void itemsOfManyMailboxesShareBatches() throws Exception {
        ManyMailboxes many = new ManyMailboxes(tenant, 40);

        many.deliverOneEach();

        assertThat(many.delivered()).isEqualTo(40);
        assertThat(tenant.exchange.counts().requests()).isEqualTo(3 * 40);
    }
}
