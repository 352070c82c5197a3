package dev.wharf.site.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.directory.User;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

class AccountsTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+447700900001");
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    @TempDir Path directory;
    private TestSite site;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whoIsEnrolledIsThereAfterReopening() {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), PHONE.e164());

        site.close();
        site = new TestSite(directory);

        assertThat(site.accounts.all()).containsExactly(zoe);
        assertThat(zoe.method()).isEqualTo(new CaptureMethod.CloudApi("77", "w1", "main"));
    }

    @Test
    void aLinkedAccountWaitsForConsentAndAnOfficialOneDoesNot() {
        Account linked = site.enrol("zoe", TestSite.LINKED, PHONE.e164());
        Account cloud = site.enrol("bob", TestSite.cloud("1"), "+447700900002");

        assertThat(linked.state()).isEqualTo(AccountState.WAITING);
        assertThat(linked.method()).isEqualTo(new CaptureMethod.Linked("waha", linked.id()));
        assertThat(cloud.state()).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void oneNumberOfTwoPeopleOnOneDayIsRefused() {
        Account zoe = site.enrol("zoe", TestSite.cloud("1"), PHONE.e164());

        assertThatThrownBy(() -> site.enrol("bob", TestSite.cloud("2"), PHONE.e164()))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("account " + zoe.id() + " has this number");
        assertThat(site.accounts.all()).hasSize(1);
        assertThat(site.audit.after(0, 10)).hasSize(1);
    }

    @Test
    void aNumberCanGoToSomebodyElseFromADayOn() {
        Account zoe = site.enrol("zoe", TestSite.cloud("1"), PHONE.e164());
        Account bob = site.enrol("bob", TestSite.cloud("2"), "+447700900002");
        site.accounts.end(
                bob.id(), new PhoneNumber("+447700900002"), MARCH.minusDays(1), TestSite.ADMIN);

        site.accounts.reassign(PHONE, zoe.id(), bob.id(), MARCH, TestSite.ADMIN);

        assertThat(site.accounts.require(zoe.id()).holds(PHONE, MARCH.minusDays(1))).isTrue();
        assertThat(site.accounts.require(zoe.id()).holds(PHONE, MARCH)).isFalse();
        assertThat(site.accounts.require(bob.id()).holds(PHONE, MARCH)).isTrue();
    }

    @Test
    void halfAReassignmentIsNone() {
        Account zoe = site.enrol("zoe", TestSite.cloud("1"), PHONE.e164());
        Account bob = site.enrol("bob", TestSite.cloud("2"), "+447700900002");

        assertThatThrownBy(
                        () ->
                                site.accounts.reassign(
                                        PHONE, zoe.id(), bob.id(), MARCH, TestSite.ADMIN))
                .hasMessageContaining("two numbers on the same days");

        assertThat(site.accounts.require(zoe.id()).holds(PHONE, MARCH)).isTrue();
    }

    @Test
    void anIdIsNeverGivenAgainAndReEnrolmentKeepsIt() {
        Account zoe = site.linked("zoe", PHONE.e164());
        site.accounts.disable(zoe.id(), "left", TestSite.ADMIN);

        Account again = site.accounts.reenrol(zoe.id(), TestSite.ADMIN);
        Account bob = site.enrol("bob", TestSite.cloud("2"), "+447700900002");

        assertThat(again.id()).isEqualTo(zoe.id());
        assertThat(again.state()).isEqualTo(AccountState.WAITING);
        assertThat(again.method().source()).isNotEqualTo(zoe.method().source());
        assertThat(bob.id()).isNotEqualTo(zoe.id());
    }

    @Test
    void onePersonMayHaveTwoAccountsThatLabelsTellApart() {
        site.enrol("zoe", TestSite.cloud("1"), PHONE.e164());
        NewAccount second =
                new NewAccount(
                        "zoe",
                        new EmailAddress("zoe@corp.example"),
                        "private",
                        TestSite.LINKED,
                        List.of(TestSite.line("+447700900002")));

        site.accounts.enrol(second, TestSite.ADMIN);

        assertThat(site.accounts.all()).hasSize(2);
        assertThatThrownBy(() -> site.accounts.enrol(second, TestSite.ADMIN))
                .hasMessageContaining("enrolled already");
    }

    @Test
    void aWithdrawnConsentDisablesALinkedAccountAndStaysOnRecord() {
        Account zoe = site.linked("zoe", PHONE.e164());

        site.consents.withdraw(zoe.id(), "by letter", TestSite.ADMIN);

        assertThat(site.accounts.require(zoe.id()).state()).isEqualTo(AccountState.DISABLED);
        assertThat(site.consents.holds(zoe.id())).isFalse();
        assertThat(site.consents.of(zoe.id()))
                .singleElement()
                .satisfies(
                        consent -> {
                            assertThat(consent.notice()).isEqualTo(TestSite.NOTICE.digest());
                            assertThat(consent.withdrawal()).isEqualTo("by letter");
                        });
        assertThat(site.consents.notice(TestSite.NOTICE.digest())).contains(TestSite.NOTICE);
    }

    @Test
    void endingANumberDropsWhatBeginsLater() {
        Account zoe = site.enrol("zoe", TestSite.cloud("1"), PHONE.e164());
        site.accounts.end(zoe.id(), PHONE, MARCH, TestSite.ADMIN);
        site.accounts.assign(
                zoe.id(), new User.Line(PHONE, MARCH.plusDays(10), null), TestSite.ADMIN);

        Account ended = site.accounts.end(zoe.id(), PHONE, MARCH.plusDays(5), TestSite.ADMIN);

        assertThat(ended.lines()).containsExactly(new User.Line(PHONE, null, MARCH));
    }
}
