package dev.wharf.destinations.microsoft365.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MailboxErrorPolicyTest {
    private static final EmailAddress ALICE = new EmailAddress("alice@firm.example");

    private static Refusal of(int status, String code) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("error").put("code", code).put("message", "secret words of a chat");
        return MailboxErrorPolicy.of(ALICE, "a mail", new GraphAnswer(status, null, body, "r-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "404, ErrorItemNotFound, NOT_FOUND, MAILBOX",
        "404, ResourceNotFound, NOT_FOUND, MAILBOX",
        "404, ErrorInvalidUser, NOT_FOUND, MAILBOX",
        "404, MailboxNotEnabledForRESTAPI, SOURCE_REFUSED, MAILBOX",
        "404, MailboxNotSupportedForRESTAPI, SOURCE_REFUSED, MAILBOX",
        "403, ErrorAccountDisabled, SOURCE_REFUSED, MAILBOX",
        "404, '', NOT_FOUND, MAILBOX",
        "403, ErrorAccessDenied, SOURCE_REFUSED, MAILBOX",
        "403, Authorization_RequestDenied, SOURCE_REFUSED, DESTINATION",
        "401, InvalidAuthenticationToken, SOURCE_REFUSED, DESTINATION",
        "507, ErrorQuotaExceeded, SOURCE_UNAVAILABLE, MAILBOX",
        "403, ErrorQuotaExceeded, SOURCE_UNAVAILABLE, MAILBOX",
        "413, '', SOURCE_REFUSED, MAIL",
        "400, ErrorMessageSizeExceeded, SOURCE_REFUSED, MAIL",
        "400, ErrorInvalidRequest, SOURCE_REFUSED, MAIL",
        "422, Whatever, SOURCE_REFUSED, MAIL",
        "429, ApplicationThrottled, SOURCE_UNAVAILABLE, MAILBOX",
        "503, '', SOURCE_UNAVAILABLE, MAILBOX",
        "504, '', SOURCE_UNAVAILABLE, MAILBOX"
    })
    void everyAnswerHasItsMeaning(int status, String code, ErrorCode meaning, Scope scope) {
        Refusal refusal = of(status, code);

        assertThat(refusal.code()).isEqualTo(meaning);
        assertThat(refusal.scope()).isEqualTo(scope);
    }

    @Test
    void theReasonNamesMailboxCodeAndRequestAndRepeatsNoWordsOfTheServer() {
        assertThat(of(404, "ResourceNotFound").reason())
                .contains("alice@firm.example", "404 ResourceNotFound", "request r-1")
                .doesNotContain("secret words", "\n");
    }
}
