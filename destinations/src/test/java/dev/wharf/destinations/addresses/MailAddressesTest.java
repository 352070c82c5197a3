package dev.wharf.destinations.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class MailAddressesTest {
    private static Optional<String> primary(@Nullable String mail, String... proxies) {
        return MailAddresses.of(mail, List.of(proxies), List.of())
                .map(found -> found.primary().value());
    }

    @Test
    void capitalsSayWhichProxyAddressIsThePrimary() {
        assertThat(primary(null, "smtp:b@corp.example", "SMTP:Bob@corp.example"))
                .hasValue("bob@corp.example");
    }

    @Test
    void graphWritesASpaceAfterTheColon() {
        assertThat(primary(null, "SMTP: bob@corp.example")).hasValue("bob@corp.example");
    }

    @Test
    void withoutAPrimaryTheMailIsIt() {
        assertThat(primary("bob@corp.example", "smtp:b@corp.example")).hasValue("bob@corp.example");
    }

    @Test
    void whoHasOnlyASignInNameHasNoMailbox() {
        assertThat(MailAddresses.of(null, List.of(), List.of("bob@corp.example"))).isEmpty();
    }

    @Test
    void allOthersAreAliasesOnce() {
        assertThat(
                        MailAddresses.of(
                                        "bob@corp.example",
                                        List.of(
                                                "SMTP:bob@corp.example",
                                                "smtp:b@corp.example",
                                                "X500:/o=Corp/cn=Bob",
                                                "SIP:bob@corp.example"),
                                        List.of("B@corp.example", "bob@corp.onmicrosoft.com", ""))
                                .orElseThrow()
                                .aliases())
                .containsExactly(
                        new EmailAddress("b@corp.example"),
                        new EmailAddress("bob@corp.onmicrosoft.com"));
    }
}
