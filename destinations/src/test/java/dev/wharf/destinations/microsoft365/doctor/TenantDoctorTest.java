package dev.wharf.destinations.microsoft365.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.Finding;
import dev.wharf.core.Finding.Level;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.FakeTenant;
import dev.wharf.testkit.graph.FakeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class TenantDoctorTest {
    private final FakeTenant tenant = new FakeTenant();

    @AfterEach
    void close() {
        tenant.close();
    }

    private List<Finding> examine() {
        return tenant.destination.examine(List.of(FakeTenant.ALICE), List.of(FakeTenant.BOB));
    }

    private static Finding about(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().startsWith("microsoft365 " + subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTenantThatIsSetUpIsGood() {
        tenant.exchange.takeOutOfScope(FakeTenant.BOB.value());

        assertThat(examine()).allMatch(finding -> finding.level() == Level.GOOD);
    }

    @Test
    void theTestItemIsRemoved() {
        examine();

        List<FakeMessage> left = tenant.exchange.messages("alice@firm.example", FakeTenant.FOLDER);
        assertThat(left).isEmpty();
    }

    @Test
    void aCanaryThatCanBeReachedIsBad() {
        Finding canary = about(examine(), "canary");

        assertThat(canary.level()).isEqualTo(Level.BAD);
        assertThat(canary.text()).contains("Test-ServicePrincipalAuthorization");
    }

    @Test
    void aCanaryThatDoesNotExistProvesNothing() {
        List<Finding> findings =
                tenant.destination.examine(
                        List.of(), List.of(new EmailAddress("nobody@firm.example")));

        assertThat(about(findings, "canary").level()).isEqualTo(Level.WARNING);
    }

    @Test
    void aPermissionOfEntraMakesTheScopeVoid() {
        tenant.exchange.grant("Mail.ReadWrite", "User.Read.All");

        Finding permissions = about(examine(), "permissions");

        assertThat(permissions.level()).isEqualTo(Level.WARNING);
        assertThat(permissions.text())
                .contains("Mail.ReadWrite", "New-ManagementScope", "O365Default")
                .doesNotContain("User.Read.All");
    }

    @Test
    void aMailboxOutOfScopeComesWithTheCommands() {
        tenant.exchange.takeOutOfScope(FakeTenant.ALICE.value());

        Finding mailbox = about(examine(), "mailbox");

        assertThat(mailbox.level()).isEqualTo(Level.BAD);
        assertThat(mailbox.text())
                .contains(
                        "New-ServicePrincipal",
                        "New-ManagementRoleAssignment",
                        "Set-Mailbox -Identity alice@firm.example");
    }

    @Test
    void aClassThatIsNotKeptIsSaid() {
        tenant.exchange.keepsClass(false);

        assertThat(about(examine(), "class").level()).isEqualTo(Level.WARNING);
    }

    @Test
    void withoutATokenNothingElseIsAsked() {
        tenant.exchange.refuseSignIn();

        List<Finding> findings = examine();

        assertThat(findings).singleElement().extracting(Finding::level).isEqualTo(Level.BAD);
        assertThat(findings.getFirst().text()).contains("AADSTS").doesNotContain("what was typed");
    }
}
