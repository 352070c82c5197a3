package dev.wharf.connector.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.definition.ConnectorStore.By;
import dev.wharf.connector.people.Sha256;
import dev.wharf.core.archive.Change;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryLedger;
import dev.wharf.testkit.SettableClock;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ConnectorStoreTest {
    private static final By ANA = new By(Actor.user("ana", "host"), "ticket 7");
    private static final ConnectorName MAIL = new ConnectorName("mail");

    private final SettableClock clock = new SettableClock(Definitions.THEN);
    private final MemoryArchive archive = new MemoryArchive();
    private final MemoryLedger ledger = new MemoryLedger(clock);
    private final ConnectorStore store = new ConnectorStore(archive, archive, ledger, clock);

    private static ConnectorDefinition definition(String name) {
        return ConnectorDefinition.standard(new ConnectorName(name), Definitions.ACCEPTED);
    }

    private static MappingDefinition strict() {
        return new MappingDefinition(false, "");
    }

    private List<Act> acts() {
        return ledger.entries(0).map(entry -> entry.act()).toList();
    }

    private static void assertRefused(ThrowingCallable act, ErrorCode code, String says) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        WharfException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(says);
    }

    @Test
    void aConnectorIsActiveWhenItIsMade() {
        Connector made = store.create(definition("mail"), ANA);

        assertThat(made.isActive()).isTrue();
        assertThat(made.revision()).isEqualTo(1);
        assertThat(store.find(MAIL)).contains(made);
        assertThat(store.list()).containsExactly(made);
    }

    @Test
    void connectorsAreListedByName() {
        store.create(definition("b"), ANA);
        store.create(definition("a"), ANA);

        assertThat(store.list()).extracting(one -> one.name().value()).containsExactly("a", "b");
    }

    @Test
    void aNameIsTakenOnce() {
        store.create(definition("mail"), ANA);

        assertRefused(
                () -> store.create(definition("mail"), ANA),
                ErrorCode.NOT_ALLOWED,
                "a connector 'mail' already");
    }

    @Test
    void anotherDefinitionIsAnotherRevision() {
        store.create(definition("mail"), ANA);
        clock.move(Duration.ofHours(1));

        Connector replaced = store.replace(Definitions.named("mail", new Schedule.Manual()), ANA);

        assertThat(replaced.revision()).isEqualTo(2);
        assertThat(replaced.changed()).isEqualTo(clock.instant());
        assertThat(replaced.created()).isEqualTo(Definitions.THEN);
        assertThat(store.find(MAIL)).contains(replaced);
    }

    @Test
    void theSameDefinitionChangesNothing() {
        Connector made = store.create(definition("mail"), ANA);

        assertThat(store.replace(definition("mail"), ANA)).isEqualTo(made);
        assertThat(acts()).hasSize(1);
    }

    @Test
    void aPausedConnectorStaysPausedWhenItIsReplaced() {
        store.create(definition("mail"), ANA);
        store.pause(MAIL, ANA);

        assertThat(store.replace(Definitions.named("mail", new Schedule.Manual()), ANA).state())
                .isEqualTo(ConnectorState.PAUSED);
    }

    @Test
    void pausingTwiceIsRefused() {
        store.create(definition("mail"), ANA);
        store.pause(MAIL, ANA);

        assertRefused(() -> store.pause(MAIL, ANA), ErrorCode.NOT_ALLOWED, "is paused already");
        assertThat(store.resume(MAIL, ANA).isActive()).isTrue();
        assertRefused(() -> store.resume(MAIL, ANA), ErrorCode.NOT_ALLOWED, "is active already");
    }

    @Test
    void aDeletedConnectorStaysAndItsNameIsUsedUp() {
        store.create(definition("mail"), ANA);
        store.delete(MAIL, ANA);

        assertThat(store.list()).isEmpty();
        assertThat(store.all()).hasSize(1);
        assertThat(store.find(MAIL).orElseThrow().state()).isEqualTo(ConnectorState.DELETED);
        assertRefused(
                () -> store.create(definition("mail"), ANA),
                ErrorCode.NOT_ALLOWED,
                "was deleted on 2026-11-28; its logs stand under the name. Take another name.");
        assertRefused(() -> store.resume(MAIL, ANA), ErrorCode.NOT_FOUND, "'mail'");
        assertRefused(() -> store.replace(definition("mail"), ANA), ErrorCode.NOT_FOUND, "'mail'");
    }

    @Test
    void connectorsOfAHomeHaveOneMapping() {
        store.create(definition("mail"), ANA);

        assertRefused(
                () -> store.create(definition("post").with(strict()), ANA),
                ErrorCode.NOT_ALLOWED,
                "'mail' has another mapping");
    }

    @Test
    void theOnlyConnectorMayChangeTheMapping() {
        store.create(definition("mail"), ANA);

        store.replace(definition("mail").with(strict()), ANA);

        assertThat(store.find(MAIL).orElseThrow().definition().mapping()).isEqualTo(strict());
    }

    @Test
    void aMappingIsChangedForAllInOneStep() {
        store.create(definition("mail"), ANA);
        store.create(definition("post"), ANA);

        List<Connector> changed = store.remap(strict(), ANA);

        assertThat(changed).hasSize(2);
        assertThat(store.list())
                .extracting(one -> one.definition().mapping())
                .containsOnly(strict());
    }

    @Test
    void aDeletedConnectorNeedNotAgree() {
        store.create(definition("mail"), ANA);
        store.delete(MAIL, ANA);

        assertThat(store.create(definition("post").with(strict()), ANA).isActive()).isTrue();
    }

    @Test
    void everyChangeIsAnActWithDigestsOfBeforeAndAfter() {
        Connector made = store.create(definition("mail"), ANA);
        Connector paused = store.pause(MAIL, ANA);

        Act create = acts().get(0);
        Act pause = acts().get(1);
        assertThat(create.kind()).isEqualTo(ActKind.CONFIG);
        assertThat(create.subject().id()).isEqualTo("connector/mail");
        assertThat(create.reason()).isEqualTo("ticket 7");
        assertThat(create.before()).isNull();
        assertThat(create.after()).hasToString(Sha256.hex(ConnectorCodec.write(made)));
        assertThat(pause.before()).isEqualTo(create.after());
        assertThat(pause.after()).hasToString(Sha256.hex(ConnectorCodec.write(paused)));
        assertThat(pause.details()).containsEntry("act", "pause").containsEntry("state", "paused");
    }

    @Test
    void aDocumentOfANewerVersionIsNotGuessedAt() {
        archive.commit(List.of(new Change.PutDocument("connector", "mail", "{\"version\":2}")));

        assertRefused(() -> store.find(MAIL), ErrorCode.STORAGE_CORRUPT, "a newer Wharf");
    }

    @Test
    void aDamagedDocumentIsNamed() {
        archive.commit(List.of(new Change.PutDocument("connector", "mail", "{\"version\":1}")));

        assertRefused(() -> store.find(MAIL), ErrorCode.STORAGE_CORRUPT, "connector mail");
    }
}
