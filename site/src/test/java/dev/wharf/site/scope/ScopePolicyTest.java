package dev.wharf.site.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Rules by example, then over random scopes and updates. A failing seed is in the message.
class ScopePolicyTest {
    private static final List<PhoneNumber> PHONES =
            List.of(
                    new PhoneNumber("+447700900001"),
                    new PhoneNumber("+447700900002"),
                    new PhoneNumber("+447700900003"));

    @Test
    void byDefaultEverythingFromNowOnIsKeptAndNothingFromBefore() {
        UpdateEnvelope chat = Updates.direct("s", PHONES.getFirst().e164());

        assertThat(ScopePolicy.against(Scope.DEFAULT, chat)).isNull();
        assertThat(ScopePolicy.against(Scope.DEFAULT, as(chat, UpdateEnvelope.Kind.RECEIPT)))
                .isNull();
        assertThat(ScopePolicy.against(Scope.DEFAULT, as(chat, UpdateEnvelope.Kind.HISTORY)))
                .isEqualTo("history off");
    }

    @Test
    void aHiddenNumberIsLeftOutWhereNumbersDecideUnlessItsChatIsListed() {
        UpdateEnvelope hidden =
                Updates.update(
                        UpdateEnvelope.Kind.CHAT,
                        "s",
                        null,
                        "251@lid",
                        ChatKind.DIRECT,
                        null,
                        "I",
                        Updates.NOW);
        Scope never = scope(new Choice.All(), Set.of(), Set.of(PHONES.getFirst()), false);

        assertThat(ScopePolicy.against(Scope.DEFAULT, hidden)).isNull();
        assertThat(ScopePolicy.against(never, hidden)).isEqualTo("number unknown");
        assertThat(
                        ScopePolicy.against(
                                scope(
                                        new Choice.Listed(Set.of("251@lid")),
                                        Set.of(),
                                        never.never(),
                                        false),
                                hidden))
                .isNull();
        assertThat(
                        ScopePolicy.against(
                                scope(new Choice.All(), Set.of(), never.never(), true), hidden))
                .isNull();
    }

    @Test
    void aGroupIsKeptOrLeftOutAsAWhole() {
        UpdateEnvelope voice =
                Updates.update(
                        UpdateEnvelope.Kind.CHAT,
                        "s",
                        null,
                        "1@g.us",
                        ChatKind.GROUP,
                        PHONES.getFirst(),
                        "I",
                        Updates.NOW);
        Scope never = scope(new Choice.All(), Set.of(), Set.of(PHONES.getFirst()), false);

        assertThat(ScopePolicy.against(never, voice)).isNull();
    }

    @RepeatedTest(200)
    void anExcludedNumberIsNeverKept() {
        Case random = Case.random();
        PhoneNumber peer = random.update.peer();
        if (random.update.chatKind() != ChatKind.DIRECT
                || peer == null
                || random.update.kind() == UpdateEnvelope.Kind.ACCOUNT) {
            return;
        }

        assertThat(ScopePolicy.against(random.excluding(peer), random.update))
                .as(random.seed())
                .isNotNull();
    }

    @RepeatedTest(200)
    void excludingMoreNeverLetsMoreIn() {
        Case random = Case.random();
        if (ScopePolicy.against(random.scope, random.update) == null) {
            return;
        }

        for (PhoneNumber phone : PHONES) {
            assertThat(ScopePolicy.against(random.excluding(phone), random.update))
                    .as(random.seed())
                    .isNotNull();
        }
    }

    @RepeatedTest(200)
    void nothingFromBeforeTheFirstDayIsKeptAndHistoryOnlyWhenAsked() {
        Case random = Case.random();
        @Nullable String rule = ScopePolicy.against(random.scope, random.update);
        Instant from = random.scope.from();
        Instant at = random.update.at();
        boolean account = random.update.kind() == UpdateEnvelope.Kind.ACCOUNT;

        if (!account && from != null && at != null && at.isBefore(from)) {
            assertThat(rule).as(random.seed()).isNotNull();
        }
        if (random.update.kind() == UpdateEnvelope.Kind.HISTORY && !random.scope.history()) {
            assertThat(rule).as(random.seed()).isEqualTo("history off");
        }
    }

    @RepeatedTest(200)
    void whatIsOfTheAccountItselfIsAlwaysKept() {
        Case random = Case.random();

        assertThat(
                        ScopePolicy.against(
                                random.scope, as(random.update, UpdateEnvelope.Kind.ACCOUNT)))
                .as(random.seed())
                .isNull();
    }

    @RepeatedTest(200)
    void aScopeSurvivesItsJson() {
        Case random = Case.random();

        assertThat(ScopeJson.parse(ScopeJson.of(random.scope)))
                .as(random.seed())
                .isEqualTo(random.scope);
    }

    private static UpdateEnvelope as(UpdateEnvelope update, UpdateEnvelope.Kind kind) {
        return Updates.update(
                kind,
                update.account(),
                update.number(),
                update.chat(),
                update.chatKind(),
                update.peer(),
                update.messageId(),
                update.at());
    }

    private static Scope scope(
            Choice direct, Set<PhoneNumber> only, Set<PhoneNumber> never, boolean unknown) {
        return new Scope(
                direct,
                new Choice.All(),
                only,
                never,
                unknown,
                null,
                false,
                true,
                true,
                true,
                false,
                false);
    }

    private record Case(long number, Scope scope, UpdateEnvelope update) {
        private static final Random SEEDS = new Random();
        private static final List<ChatKind> CHAT_KINDS = List.of(ChatKind.values());
        private static final List<UpdateEnvelope.Kind> KINDS =
                List.of(UpdateEnvelope.Kind.values());

        static Case random() {
            long seed = SEEDS.nextLong();
            Random random = new Random(seed);
            return new Case(seed, scope(random), update(random));
        }

        String seed() {
            return "seed " + number;
        }

        Scope excluding(PhoneNumber phone) {
            Set<PhoneNumber> never = new HashSet<>(scope.never());
            never.add(phone);
            return new Scope(
                    scope.direct(),
                    scope.groups(),
                    scope.only(),
                    never,
                    scope.unknownNumbers(),
                    scope.from(),
                    scope.history(),
                    scope.receipts(),
                    scope.context(),
                    scope.broadcasts(),
                    scope.status(),
                    scope.channels());
        }

        private static Scope scope(Random random) {
            return new Scope(
                    choice(random, "447700900001@s.whatsapp.net", "251@lid"),
                    choice(random, "1@g.us", "2@g.us"),
                    some(random),
                    some(random),
                    random.nextBoolean(),
                    random.nextBoolean() ? null : Updates.NOW.minusSeconds(random.nextInt(100)),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        private static Choice choice(Random random, String... chats) {
            return switch (random.nextInt(3)) {
                case 0 -> new Choice.All();
                case 1 -> new Choice.None();
                default -> new Choice.Listed(Set.of(chats[random.nextInt(chats.length)]));
            };
        }

        private static Set<PhoneNumber> some(Random random) {
            List<PhoneNumber> some = new ArrayList<>(PHONES);
            some.removeIf(_ -> random.nextInt(3) > 0);
            return Set.copyOf(some);
        }

        private static UpdateEnvelope update(Random random) {
            ChatKind chatKind = CHAT_KINDS.get(random.nextInt(CHAT_KINDS.size()));
            PhoneNumber peer =
                    random.nextInt(4) == 0 ? null : PHONES.get(random.nextInt(PHONES.size()));
            String chat =
                    switch (chatKind) {
                        case GROUP -> random.nextInt(1, 4) + "@g.us";
                        case DIRECT -> peer == null ? "251@lid" : peer.digits() + "@s.whatsapp.net";
                        default -> random.nextBoolean() ? null : "x@broadcast";
                    };
            return Updates.update(
                    KINDS.get(random.nextInt(KINDS.size())),
                    "s",
                    null,
                    chat,
                    chatKind,
                    peer,
                    random.nextBoolean() ? null : "I" + random.nextInt(9),
                    random.nextInt(5) == 0 ? null : Updates.NOW.minusSeconds(random.nextInt(200)));
        }
    }
}
