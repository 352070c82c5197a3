package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.ALICE;
import static dev.wharf.connector.intake.LiveBench.BEN;
import static dev.wharf.connector.intake.LiveBench.CLIENT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What of a capture is in scope.
class ScopeTest {
    private static final Chat GROUP =
            new Chat(null, ChatKind.GROUP, "The Café (deal)", "120363@g.us");
    private static final Chat DIRECT =
            new Chat(null, ChatKind.DIRECT, "Carla", CLIENT.substring(1) + "@s.whatsapp.net");
    private static final String NOON = "2026-09-14T12:00:00Z";

    private static Event event(
            Chat chat, String at, @Nullable String sender, String id, Content content) {
        return new Event(
                chat,
                EventTime.utc(Instant.parse(at), TimePrecision.SECOND),
                sender == null ? null : person(sender),
                List.of(person(ALICE), person(BEN), person(CLIENT)),
                Event.Direction.UNKNOWN,
                new MessageKey(chat.jid(), id, null, null),
                content,
                new Provenance(
                        SourceKind.ANDROID_BACKUP,
                        new CaptureId(1),
                        ScriptedSite.digest("x"),
                        "msgstore.db",
                        "script/1",
                        "1",
                        null));
    }

    private static Person person(String shown) {
        return PhoneNumber.parse(shown).map(Person::numbered).orElseGet(() -> Person.named(shown));
    }

    private static Event said(Chat chat, String sender) {
        return event(chat, NOON, sender, "3EB0", Content.Message.text("hello"));
    }

    private static boolean isIn(Scope scope, Event event) {
        return new ScopeFilter(scope).admits(event);
    }

    private static Scope chats(String... patterns) {
        return Scope.given(List.of(patterns), List.of(), null, null, false);
    }

    private static Scope people(String... patterns) {
        return Scope.given(List.of(), List.of(patterns), null, null, false);
    }

    @Test
    void aChatIsNamedByItsTitleItsAddressOrTheOthersNumber() {
        assertThat(isIn(chats("the café (deal)"), said(GROUP, BEN))).isTrue();
        assertThat(isIn(chats("*DEAL)"), said(GROUP, BEN))).isTrue();
        assertThat(isIn(chats("120363@g.us"), said(GROUP, BEN))).isTrue();
        assertThat(isIn(chats("+44 7700 900123"), said(DIRECT, BEN))).isTrue();
        assertThat(isIn(chats("carl?"), said(DIRECT, BEN))).isTrue();

        assertThat(isIn(chats("the cafe", "120364@g.us"), said(GROUP, BEN))).isFalse();
        assertThat(isIn(chats("café"), said(GROUP, BEN))).isFalse();
        assertThat(isIn(chats("."), said(GROUP, BEN))).isFalse();
    }

    @Test
    void aNumberOfDigitsAloneIsNoGroupsAddress() {
        Chat old = new Chat(null, ChatKind.GROUP, null, "447700900123-1400000000@g.us");

        assertThat(isIn(chats("+447700900123"), said(old, BEN))).isFalse();
    }

    @Test
    void aDirectChatWithAPersonIsInScopeWhole() {
        assertThat(isIn(people("+44 7700 900123"), said(DIRECT, BEN))).isTrue();
        assertThat(isIn(people("Carla"), said(DIRECT, BEN))).isTrue();
        assertThat(isIn(people("+44 7700 900999"), said(DIRECT, BEN))).isFalse();
    }

    @Test
    void ofAGroupOnlyWhatAPersonSaidAndWhatWasDoneToThemIsInScope() {
        Content added =
                new Content.Membership(
                        Content.Membership.Action.ADDED, List.of(person(CLIENT)), null);

        assertThat(isIn(people(CLIENT), said(GROUP, CLIENT))).isTrue();
        assertThat(isIn(people(CLIENT), said(GROUP, BEN))).isFalse();
        assertThat(isIn(people(CLIENT), event(GROUP, NOON, BEN, "3EB1", added))).isTrue();
        assertThat(isIn(people(ALICE), event(GROUP, NOON, BEN, "3EB1", added))).isFalse();
    }

    @Test
    void theLastDayIsInScopeAndTheNextIsNot() {
        Scope days = Scope.given(List.of(), List.of(), "2026-09-14", "2026-09-15", false);

        assertThat(isIn(days, at("2026-09-13T23:59:59Z"))).isFalse();
        assertThat(isIn(days, at("2026-09-14T00:00:00Z"))).isTrue();
        assertThat(isIn(days, at("2026-09-15T23:59:59Z"))).isTrue();
        assertThat(isIn(days, at("2026-09-16T00:00:00Z"))).isFalse();
    }

    @Test
    void aTimeIsWhereTheScopeEnds() {
        Scope times = Scope.given(List.of(), List.of(), null, "2026-09-15T10:00:00Z", false);

        assertThat(isIn(times, at("2026-09-15T09:59:59Z"))).isTrue();
        assertThat(isIn(times, at("2026-09-15T10:00:00Z"))).isFalse();
    }

    private static Event at(String time) {
        return event(GROUP, time, BEN, "3EB0", Content.Message.text("hello"));
    }

    @Test
    void everyLimitMustBeMet() {
        Scope scope =
                Scope.given(List.of("*deal*"), List.of(BEN), "2026-09-14", "2026-09-14", false);

        assertThat(isIn(scope, said(GROUP, BEN))).isTrue();
        assertThat(isIn(scope, said(GROUP, CLIENT))).isFalse();
        assertThat(isIn(scope, said(DIRECT, BEN))).isFalse();
    }

    @Test
    void receiptsComeWithTheirMessageWheneverTheyCame() {
        ScopeFilter filter =
                new ScopeFilter(Scope.given(List.of(), List.of(BEN), null, "2026-09-14", false));
        filter.admits(event(GROUP, NOON, BEN, "3EB1", Content.Message.text("in")));
        filter.admits(event(GROUP, NOON, CLIENT, "3EB2", Content.Message.text("out")));

        assertThat(filter.admits(read("3EB1"))).isTrue();
        assertThat(filter.admits(read("3EB2"))).isFalse();
    }

    private static Event read(String id) {
        MessageRef target = new MessageRef(null, new MessageKey(GROUP.jid(), id, null, null));
        return event(
                GROUP,
                "2026-10-01T12:00:00Z",
                CLIENT,
                "receipt",
                new Content.Receipt(target, Content.Receipt.Status.READ, person(CLIENT), null));
    }

    @Test
    void whatItRemembersGrowsAndIsNotForgotten() {
        SeenKeys keys = new SeenKeys();
        for (int i = 0; i < 100_000; i++) {
            keys.add(SeenKeys.hash("message " + i));
        }

        for (int i = 0; i < 100_000; i++) {
            assertThat(keys.contains(SeenKeys.hash("message " + i))).isTrue();
            assertThat(keys.contains(SeenKeys.hash("other " + i))).isFalse();
        }
    }

    @Test
    void optionsSayTheSame() {
        Scope scope =
                Scope.given(
                        List.of("A", "B; C"), List.of("+44 7700 900123"), "2026-09-14", null, true);

        assertThat(Scope.of(scope.options())).isEqualTo(scope);
        assertThat(Scope.of(Map.of("zone", "UTC")).isAll()).isTrue();
        assertThat(Scope.ALL.options()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertRefused("--from", () -> Scope.given(List.of(), List.of(), "14/09/2026", null, false));
        assertRefused("--until", () -> Scope.given(List.of(), List.of(), null, "later", false));
        assertRefused("--only-chat", () -> chats(" "));
        assertRefused(
                "no time",
                () -> Scope.given(List.of(), List.of(), "2026-09-14", "2026-09-13", false));
    }

    private static void assertRefused(String named, Runnable given) {
        assertThatThrownBy(given::run)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining(named)
                .extracting(e -> ((WharfException) e).code())
                .isEqualTo(ErrorCode.CONFIG_INVALID);
    }
}
