package dev.wharf.destinations.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

class SmtpReplyPolicyTest {
    private final SmtpReplyPolicy policy = new SmtpReplyPolicy("journal mail.example:25");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // stage|answer|code|scope|minutes until retry, 0 for a person
                "GREETING|421 4.3.2 going down|SOURCE_UNAVAILABLE|DESTINATION|1",
                "GREETING|554 5.7.1 your address is listed|SOURCE_REFUSED|DESTINATION|0",
                "GREETING|450 4.7.1 try later|SOURCE_UNAVAILABLE|DESTINATION|5",
                "HELLO|501 5.5.4 bad name|SOURCE_REFUSED|DESTINATION|0",
                "TLS|454 4.7.0 TLS not available|SOURCE_UNAVAILABLE|DESTINATION|5",
                "SIGN_IN|535 5.7.8 authentication failed|SOURCE_REFUSED|DESTINATION|0",
                "SIGN_IN|535 authentication failed|SOURCE_REFUSED|DESTINATION|0",
                "SIGN_IN|454 4.7.0 temporary|SOURCE_UNAVAILABLE|DESTINATION|5",
                "SENDER|530 5.7.0 authentication required|SOURCE_REFUSED|DESTINATION|0",
                "SENDER|550 5.1.8 sender unknown|SOURCE_REFUSED|DESTINATION|0",
                "SENDER|552 5.3.4 message too big|SOURCE_REFUSED|MAIL|0",
                "SENDER|552 message size exceeds fixed limit|SOURCE_REFUSED|MAIL|0",
                "SENDER|452 4.3.1 insufficient storage|SOURCE_UNAVAILABLE|DESTINATION|1",
                "SENDER|451 4.7.500 server busy|SOURCE_UNAVAILABLE|DESTINATION|5",
                "RECIPIENT|550 5.1.1 user unknown|NOT_FOUND|MAILBOX|0",
                "RECIPIENT|550 no such user|NOT_FOUND|MAILBOX|0",
                "RECIPIENT|550 5.2.1 mailbox disabled|SOURCE_REFUSED|MAILBOX|0",
                "RECIPIENT|554 5.7.1 relay access denied|SOURCE_REFUSED|DESTINATION|0",
                "RECIPIENT|452 4.2.2 mailbox full|SOURCE_UNAVAILABLE|MAILBOX|60",
                "RECIPIENT|552 5.2.2 mailbox full|SOURCE_UNAVAILABLE|MAILBOX|60",
                "RECIPIENT|452 too much mail|SOURCE_UNAVAILABLE|MAILBOX|60",
                "RECIPIENT|450 4.2.0 greylisted|SOURCE_UNAVAILABLE|MAILBOX|1",
                "RECIPIENT|450 4.7.1 greylisted|SOURCE_UNAVAILABLE|DESTINATION|5",
                "RECIPIENT|421 4.4.5 too busy|SOURCE_UNAVAILABLE|DESTINATION|1",
                "DATA|503 5.5.1 no recipients|SOURCE_REFUSED|DESTINATION|0",
                "DATA|451 4.3.0 queue file error|SOURCE_UNAVAILABLE|DESTINATION|1",
                "END|552 5.3.4 too large|SOURCE_REFUSED|MAIL|0",
                "END|552 5.2.3 too large for mailbox|SOURCE_REFUSED|MAIL|0",
                "END|552 too large|SOURCE_REFUSED|MAIL|0",
                "END|554 5.6.0 malformed|SOURCE_REFUSED|MAIL|0",
                "END|550 5.7.1 rejected as spam|SOURCE_REFUSED|MAIL|0",
                "END|552 5.2.2 mailbox full|SOURCE_UNAVAILABLE|MAILBOX|60",
                "END|452 4.3.1 out of disk|SOURCE_UNAVAILABLE|DESTINATION|1",
                "END|451 4.6.0 cannot scan|SOURCE_UNAVAILABLE|MAIL|1",
                "END|451 4.7.1 slow down|SOURCE_UNAVAILABLE|DESTINATION|5"
            })
    void whatAnAnswerMeans(
            SmtpStage stage, String answer, ErrorCode code, Refusal.Scope scope, long minutes) {
        Verdict verdict = policy.verdict(stage, reply(answer));

        assertThat(verdict.why().code()).isEqualTo(code);
        assertThat(verdict.why().scope()).isEqualTo(scope);
        assertThat(verdict.retryAfter() == null ? 0 : verdict.retryAfter().toMinutes())
                .isEqualTo(minutes);
        assertThat(verdict.why().reason()).contains(answer).contains("journal mail.example:25");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTriedAgainIsTransientAndNothingElse(SmtpStage stage) {
        for (int code = 400; code < 600; code++) {
            Verdict verdict = policy.verdict(stage, reply(code + " x"));

            assertThat(verdict.why().code().kind() == ErrorKind.TRANSIENT)
                    .isEqualTo(verdict.retryAfter() != null);
        }
    }

    @Test
    void aReasonIsOneLine() {
        SmtpReply reply = new SmtpReply(550, List.of("5.1.1 first", "5.1.1 second"));

        assertThat(policy.verdict(SmtpStage.RECIPIENT, reply).why().reason())
                .contains("first 5.1.1 second")
                .doesNotContain("\n");
    }

    private static SmtpReply reply(String answer) {
        return new SmtpReply(
                Integer.parseInt(answer.substring(0, 3)), List.of(answer.substring(4)));
    }
}
