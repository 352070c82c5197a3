package dev.wharf.app.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.app.config.Configuration;
import dev.wharf.core.directory.User;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// No link leaves for an address that the firm's users file does not have. No mail server is
/// configured, which is what an address that stands in the file is refused for.
class EnrolmentUsersTest {
    private static final Actor ADMIN = Actor.user("admin", "testhost");

    @TempDir private Path folder;
    private OpenSite site;
    private String account;

    @BeforeEach
    void site() {
        site =
                OpenSite.open(
                        folder.resolve("site"),
                        Configuration.load(
                                folder.resolve("config.yaml"),
                                Map.of(
                                        "WHARF_ENROLMENT_USERS",
                                        folder.resolve("users.csv").toString(),
                                        "WHARF_SITE_ADDRESS",
                                        "https://capture.firm.example"),
                                folder),
                        Clock.systemUTC(),
                        new SecureRandom());
        MethodForm cloud =
                new MethodForm(
                        "cloud-api",
                        Map.of("phone_number_id", "1060", "waba_id", "2201", "hook", "main"));
        PhoneNumber phone = PhoneNumber.parse("+447700900001").orElseThrow();
        account =
                site.accounts()
                        .enrol(
                                new NewAccount(
                                        "Ana",
                                        new EmailAddress("ana@firm.example"),
                                        "",
                                        cloud,
                                        List.of(new User.Line(phone, null, null))),
                                ADMIN)
                        .id();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anAddressThatIsNobodysGetsNoLinkUntilTheFileHasIt() throws IOException {
        people("Bo,+447700900002,bo@firm.example");
        assertThatThrownBy(this::invite).hasMessageContaining("nobody's in the firm's directory");

        people("Ana,+447700900001,ana@firm.example");
        assertThatThrownBy(this::invite).hasMessageContaining("smtp-host");
    }

    @Test
    void aFileThatCannotBeReadStopsEveryLinkAndIsNamed() {
        assertThatThrownBy(this::invite)
                .hasMessageContaining("users.csv")
                .hasMessageContaining("enrolment-users");
    }

    private void people(String line) throws IOException {
        Files.writeString(folder.resolve("users.csv"), "name,phone,email\n" + line + "\n");
    }

    private void invite() {
        site.enrolments().invite(account, ADMIN);
    }
}
