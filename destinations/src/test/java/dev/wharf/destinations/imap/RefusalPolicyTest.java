package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class RefusalPolicyTest {
    private static final EmailAddress ALICE = new EmailAddress("alice@firm.example");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    APPEND  | NO [OVERQUOTA] Quota exceeded (mailbox for user is full)   | SOURCE_REFUSED     | MAILBOX
                    APPEND  | NO APPEND failed: over quota                              | SOURCE_REFUSED     | MAILBOX
                    APPEND  | NO [TOOBIG] Message too large                             | SOURCE_REFUSED     | MAIL
                    APPEND  | NO Message size exceeds fixed maximum size                | SOURCE_REFUSED     | MAIL
                    APPEND  | NO [LIMIT] too many                                       | SOURCE_REFUSED     | MAIL
                    APPEND  | NO [CANNOT] bare newlines                                 | SOURCE_REFUSED     | MAIL
                    APPEND  | BAD command line limit exceeded                           | SOURCE_REFUSED     | MAIL
                    APPEND  | NO [TRYCREATE] no such mailbox                            | SOURCE_UNAVAILABLE | MAILBOX
                    APPEND  | NO [NOPERM] Permission denied                             | SOURCE_REFUSED     | MAILBOX
                    APPEND  | NO [INUSE] locked                                         | SOURCE_UNAVAILABLE | MAILBOX
                    APPEND  | NO [UNAVAILABLE] backend is down                          | SOURCE_UNAVAILABLE | MAILBOX
                    APPEND  | NO [SERVERBUG] Internal error occurred                    | SOURCE_UNAVAILABLE | MAILBOX
                    APPEND  | NO [CORRUPTION] index                                     | SOURCE_REFUSED     | MAILBOX
                    APPEND  | NO something                                              | SOURCE_REFUSED     | MAIL
                    APPEND  | NO Server temporarily unable                              | SOURCE_UNAVAILABLE | MAILBOX
                    APPEND  | BYE [UNAVAILABLE] going down                              | SOURCE_UNAVAILABLE | DESTINATION
                    SIGN_IN | NO [AUTHENTICATIONFAILED] Authentication failed.           | SOURCE_REFUSED     | MAILBOX
                    SIGN_IN | NO [AUTHORIZATIONFAILED] Authorization failed              | SOURCE_REFUSED     | MAILBOX
                    SIGN_IN | NO [CONTACTADMIN] Login disabled for this user             | SOURCE_REFUSED     | MAILBOX
                    SIGN_IN | NO [EXPIRED] password                                     | SOURCE_REFUSED     | MAILBOX
                    SIGN_IN | NO [PRIVACYREQUIRED] use TLS                              | SOURCE_REFUSED     | DESTINATION
                    SIGN_IN | NO [UNAVAILABLE] Temporary authentication failure          | SOURCE_UNAVAILABLE | DESTINATION
                    SIGN_IN | NO [LIMIT] Maximum number of connections exceeded          | SOURCE_UNAVAILABLE | MAILBOX
                    SIGN_IN | NO AUTHENTICATE failed.                                   | SOURCE_REFUSED     | MAILBOX
                    SIGN_IN | BAD User is authenticated but not connected.              | SOURCE_REFUSED     | MAILBOX
                    FOLDER  | NO [NOPERM] no                                            | SOURCE_REFUSED     | MAILBOX
                    FOLDER  | NO cannot                                                 | SOURCE_REFUSED     | MAILBOX
                    ASK     | NO Server Unavailable. 15                                 | SOURCE_UNAVAILABLE | MAILBOX
                    """)
    void everyAnswerHasItsMeaning(Moment moment, String said, ErrorCode code, Scope scope) {
        Verdict verdict = of(moment, said);

        assertThat(verdict.refusal().code()).isEqualTo(code);
        assertThat(verdict.refusal().scope()).isEqualTo(scope);
        assertThat(verdict.refusal().reason()).contains("alice@firm.example");
        assertThat(verdict.passes() && verdict.rest().isZero()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "APPEND, NO Request is throttled. Suggested Backoff Time: 299609 milliseconds, 299609",
        "ASK, BAD Request is throttled. Suggested Backoff Time: 1 milliseconds, 1",
        "APPEND, NO Request is throttled., 60000",
    })
    void throttlingTellsHowLong(Moment moment, String said, long millis) {
        Verdict verdict = of(moment, said);

        assertThat(verdict.rest()).isEqualTo(Duration.ofMillis(millis));
        assertThat(verdict.refusal().code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(verdict.refusal().scope()).isEqualTo(Scope.MAILBOX);
    }

    @Test
    void whatAServerSaysIsOneLineWithoutControls() {
        assertThat(of(Moment.APPEND, "NO [CANNOT] a\u0007b\tc").refusal().reason())
                .contains("a b c")
                .doesNotContain("\u0007");
    }

    private static Verdict of(Moment moment, String said) {
        return RefusalPolicy.of(moment, new Reply("w1", said, List.of()), ALICE);
    }
}
