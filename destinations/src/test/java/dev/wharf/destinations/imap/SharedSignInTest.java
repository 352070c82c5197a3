package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;

import org.junit.jupiter.api.Test;

import java.util.List;

class SharedSignInTest {
    private static final SignIn MASTER = Settings.master();

    private final SharedSignIn signIn = new SharedSignIn();

    @Test
    void aWrongSecretConcernsEverybody() {
        assertThat(refused(MASTER, "NO [AUTHENTICATIONFAILED] no")).isEqualTo(Scope.DESTINATION);
    }

    @Test
    void aMailboxThatMayNotBeOpenedConcernsItself() {
        for (int i = 0; i < 10; i++) {
            assertThat(refused(MASTER, "NO [AUTHORIZATIONFAILED] no")).isEqualTo(Scope.MAILBOX);
        }
    }

    @Test
    void onceAcceptedOneRefusalConcernsOneMailbox() {
        signIn.accepted();

        assertThat(refused(MASTER, "NO [AUTHENTICATIONFAILED] no")).isEqualTo(Scope.MAILBOX);
    }

    @Test
    void aSecretThatWasChangedMeanwhileIsNoticedAtTheThirdMailbox() {
        signIn.accepted();
        refused(MASTER, "NO [AUTHENTICATIONFAILED] no");
        refused(MASTER, "NO [AUTHENTICATIONFAILED] no");

        assertThat(refused(MASTER, "NO [AUTHENTICATIONFAILED] no")).isEqualTo(Scope.DESTINATION);
    }

    @Test
    void aServerWithoutCodesMayMeanTheMailbox() {
        assertThat(refused(MASTER, "NO AUTHENTICATE failed.")).isEqualTo(Scope.MAILBOX);
        assertThat(refused(MASTER, "NO AUTHENTICATE failed.")).isEqualTo(Scope.MAILBOX);
        assertThat(refused(MASTER, "NO AUTHENTICATE failed.")).isEqualTo(Scope.DESTINATION);
    }

    @Test
    void somebodysOwnPasswordConcernsThemAlone() {
        for (int i = 0; i < 10; i++) {
            assertThat(refused(Settings.passwords("x"), "NO [AUTHENTICATIONFAILED] no"))
                    .isEqualTo(Scope.MAILBOX);
        }
    }

    private Scope refused(SignIn how, String said) {
        Reply reply = new Reply("w1", said, List.of());
        Verdict verdict =
                RefusalPolicy.of(Moment.SIGN_IN, reply, new EmailAddress("alice@firm.example"));
        return signIn.refused(how, reply, verdict).refusal().scope();
    }
}
