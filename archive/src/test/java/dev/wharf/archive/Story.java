package dev.wharf.archive;

import static dev.wharf.testkit.SampleItems.ALICE_AND_WAITING_FOR_CAROL;
import static dev.wharf.testkit.SampleItems.BOB;
import static dev.wharf.testkit.SampleItems.BOTH;
import static dev.wharf.testkit.SampleItems.CAROL;
import static dev.wharf.testkit.SampleItems.CHAT;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.ledger.Actor;
import dev.wharf.testkit.SampleItems;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// A short life of an archive in which everything happens that can: the chapters are told one by
/// one, each is one commit or erasure, and telling a chapter again does nothing when it is done.
final class Story {
    static final int CHAPTERS = 10;
    static final Actor OFFICER = Actor.user("dpo", "test");

    private Story() {}

    static void tell(Archive archive, int chapter) throws IOException {
        switch (chapter) {
            case 0 ->
                    archive.commit(
                            List.of(
                                    new Change.PutConversation(
                                            new ConversationRecord(
                                                    CHAT,
                                                    ChatKind.GROUP,
                                                    List.of("Project"),
                                                    null)),
                                    new Change.PutParty(
                                            new PartyRecord(
                                                    CAROL,
                                                    List.of(
                                                            new Alias(
                                                                    AliasKind.NAME,
                                                                    "Carol",
                                                                    CHAT,
                                                                    SampleItems.time(0),
                                                                    SampleItems.time(9))))),
                                    SampleItems.text(0, BOTH),
                                    SampleItems.text(1, ALICE_AND_WAITING_FOR_CAROL),
                                    SampleItems.text(2, Audience.NOBODY)));
            case 1 ->
                    archive.commit(
                            List.of(
                                    SampleItems.file(3, content(archive, 1), BOTH),
                                    SampleItems.file(
                                            4, content(archive, 2), ALICE_AND_WAITING_FOR_CAROL)));
            case 2 ->
                    archive.commit(
                            List.of(
                                    new Change.KeepCapture(
                                            new CaptureId(1), content(archive, 3), "{\"n\":5}"),
                                    new Change.PutDocument("run", "0001", "{\"available\":5}")));
            case 3 ->
                    archive.commit(
                            List.of(
                                    new Change.Corroborate(
                                            SampleItems.id(CHAT, 0),
                                            SampleItems.seenIn(2, 17),
                                            null),
                                    SampleItems.file(5, content(archive, 1), BOTH),
                                    new Change.KeepCapture(
                                            new CaptureId(2), content(archive, 4), "{}")));
            case 4 ->
                    archive.commit(
                            List.of(
                                    new Change.AttachReceipt(
                                            SampleItems.id(CHAT, 1),
                                            SampleItems.event(
                                                    CHAT,
                                                    6,
                                                    new Content.Receipt(
                                                            MessageRef.to(SampleItems.id(CHAT, 1)),
                                                            Content.Receipt.Status.READ,
                                                            null)))));
            case 5 ->
                    archive.commit(
                            List.of(
                                    new Change.Resolve(CAROL, BOB, day(0), day(0)),
                                    SampleItems.text(30, ALICE_AND_WAITING_FOR_CAROL)));
            case 6 -> archive.erase(SampleItems.id(CHAT, 4), OFFICER, "a court said so");
            case 7 ->
                    archive.commit(
                            List.of(
                                    new Change.SetAudience(SampleItems.id(CHAT, 2), BOTH),
                                    SampleItems.item(
                                            CHAT,
                                            31,
                                            new Content.Reaction(
                                                    MessageRef.to(SampleItems.id(CHAT, 0)), "👍"),
                                            List.of(),
                                            BOTH)));
            case 8 -> archive.commit(List.of(new Change.Resolve(CAROL, BOB, null, null)));
            case 9 ->
                    archive.commit(
                            List.of(
                                    new Change.Corroborate(
                                            SampleItems.id(CHAT, 4),
                                            SampleItems.seenIn(3, 2),
                                            null),
                                    new Change.KeepCapture(
                                            new CaptureId(3), content(archive, 5), "{}"),
                                    SampleItems.file(32, content(archive, 2), BOTH)));
            default -> throw new IllegalArgumentException("no chapter " + chapter);
        }
    }

    /// Tells all of it.
    static void tell(Archive archive) throws IOException {
        for (int chapter = 0; chapter < CHAPTERS; chapter++) {
            tell(archive, chapter);
        }
    }

    static StoredContent content(Archive archive, int number) throws IOException {
        return archive.put(new ByteArrayInputStream(bytes(number)));
    }

    static byte[] bytes(int number) {
        return ("content " + number + " ")
                .repeat(9000 * number)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static LocalDate day(int offset) {
        return SampleItems.START.atZone(ZoneOffset.UTC).toLocalDate().plusDays(offset);
    }
}
