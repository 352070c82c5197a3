package dev.wharf.destinations.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.OperationType;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.ldap.LdapSettings.Security;
import dev.wharf.destinations.tls.TrustedCertificates;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.SSLContext;

class LdapDirectoryTest {
    private static final String BASE = "dc=corp,dc=example";
    private static final String READER = "cn=reader," + BASE;
    private static final String PASSWORD = "Pa55-of-the-reader";

    private static TestCertificate certificate;
    private InMemoryDirectoryServer server;

    @BeforeAll
    static void certify() throws Exception {
        certificate = TestCertificate.of("localhost");
    }

    @BeforeEach
    void start() throws Exception {
        server = server(certificate);
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    private static InMemoryDirectoryServer server(TestCertificate shown) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        InetAddress loopback = InetAddress.getByName("localhost");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig(
                        "plain", loopback, 0, shown.server().getSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls", loopback, 0, shown.server().getServerSocketFactory(), null));
        config.addAdditionalBindCredentials(READER, PASSWORD);
        config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
        InMemoryDirectoryServer made = new InMemoryDirectoryServer(config);
        made.add("dn: " + BASE, "objectClass: domain", "dc: corp");
        made.startListening();
        return made;
    }

    private int port(Security security) {
        return server.getListenPort(security == Security.LDAPS ? "tls" : "plain");
    }

    private LdapSettings settings(Security security, LdapProfile profile) {
        return LdapSettings.of("localhost", port(security), security, READER, BASE, profile);
    }

    private static SSLContext trust() throws Exception {
        return TrustedCertificates.context("ca.pem", certificate.pem());
    }

    private static LdapDirectory directory(LdapSettings settings, SSLContext tls, String password) {
        return new LdapDirectory(
                settings, tls, () -> Secret.copyOf(password.getBytes(StandardCharsets.UTF_8)));
    }

    private List<DirectoryEntry> read(LdapProfile profile) throws Exception {
        return read(directory(settings(Security.LDAPS, profile), trust(), PASSWORD));
    }

    private static List<DirectoryEntry> read(LdapDirectory directory) {
        List<DirectoryEntry> entries = new ArrayList<>();
        directory.read(entries::add);
        return entries;
    }

    private void activeDirectoryUser(String name, String control, Attribute... more)
            throws Exception {
        Entry entry =
                new Entry(
                        "cn=" + name + "," + BASE,
                        new Attribute("objectClass", "user"),
                        new Attribute("objectCategory", "person"),
                        new Attribute("displayName", name),
                        new Attribute(
                                "objectGUID",
                                HexFormat.of()
                                        .parseHex(
                                                "00112233445566778899aabb"
                                                        + "%08x".formatted(name.hashCode()))),
                        new Attribute("userAccountControl", control));
        List.of(more).forEach(entry::addAttribute);
        server.add(entry);
    }

    private void person(String uid, String... attributes) throws Exception {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "dn: uid=" + uid + "," + BASE,
                                "objectClass: inetOrgPerson",
                                "uid: " + uid,
                                "cn: " + uid));
        lines.addAll(List.of(attributes));
        server.add(lines.toArray(String[]::new));
    }

    private static void refused(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WharfException.class, failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(words)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void aUserOfActiveDirectoryIsReadWhole() throws Exception {
        activeDirectoryUser(
                "Alice Miller",
                "512",
                new Attribute("mail", "alice@corp.example"),
                new Attribute(
                        "proxyAddresses",
                        "smtp:am@corp.example",
                        "SMTP:Alice.Miller@corp.example",
                        "X500:/o=Corp"),
                new Attribute("userPrincipalName", "alice@ad.corp.example"),
                new Attribute("mobile", "+44 7700 900001"),
                new Attribute("otherMobile", "+44 7700 900002"),
                new Attribute("telephoneNumber", "(020) 7946 0000"));

        assertThat(read(LdapProfile.ACTIVE_DIRECTORY))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.id()).startsWith("33221100-5544-7766-8899-aabb");
                            assertThat(one.name()).isEqualTo("Alice Miller");
                            assertThat(one.mailbox())
                                    .isEqualTo(new EmailAddress("alice.miller@corp.example"));
                            assertThat(one.aliases())
                                    .containsExactlyInAnyOrder(
                                            new EmailAddress("am@corp.example"),
                                            new EmailAddress("alice@corp.example"),
                                            new EmailAddress("alice@ad.corp.example"));
                            assertThat(one.phones())
                                    .containsExactly(
                                            "+44 7700 900001",
                                            "+44 7700 900002",
                                            "(020) 7946 0000");
                            assertThat(one.enabled()).isTrue();
                        });
    }

    @Test
    void theDisabledBitIsSeenAmongOthers() throws Exception {
        activeDirectoryUser("Bob", "514", new Attribute("mail", "bob@corp.example"));

        assertThat(read(LdapProfile.ACTIVE_DIRECTORY))
                .singleElement()
                .satisfies(one -> assertThat(one.enabled()).isFalse());
    }

    @Test
    void aComputerOrSomebodyWithoutAnAddressIsNoUser() throws Exception {
        activeDirectoryUser("Kiosk", "512");
        server.add(
                "dn: cn=PC1," + BASE,
                "objectClass: computer",
                "objectCategory: computer",
                "mail: pc1@corp.example");

        assertThat(read(LdapProfile.ACTIVE_DIRECTORY)).isEmpty();
    }

    @Test
    void aPersonOfOpenLdapIsReadWhole() throws Exception {
        person(
                "alice",
                "displayName: Alice Miller",
                "mail: alice@corp.example",
                "mail: a.miller@corp.example",
                "mobile: +44 7700 900001");
        person("bob", "mail: bob@corp.example", "pwdAccountLockedTime: 000001010000Z");

        List<DirectoryEntry> people = read(LdapProfile.OPENLDAP);

        assertThat(people).extracting(DirectoryEntry::name).containsExactly("Alice Miller", "bob");
        assertThat(people).extracting(DirectoryEntry::enabled).containsExactly(true, false);
        assertThat(people.getFirst().aliases())
                .containsExactly(new EmailAddress("a.miller@corp.example"));
        assertThat(people).allSatisfy(one -> assertThat(one.id()).hasSize(36));
    }

    @Test
    void everyPageIsReadAndNobodyTwice() throws Exception {
        for (int i = 0; i < 25; i++) {
            person("u" + i, "mail: u" + i + "@corp.example");
        }

        List<DirectoryEntry> people =
                read(
                        directory(
                                settings(Security.LDAPS, LdapProfile.OPENLDAP).paged(10),
                                trust(),
                                PASSWORD));

        assertThat(people).extracting(DirectoryEntry::id).hasSize(25).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void itIsReadOverEachKindOfConnection(Security security) throws Exception {
        person("alice", "mail: alice@corp.example");

        assertThat(read(directory(settings(security, LdapProfile.OPENLDAP), trust(), PASSWORD)))
                .hasSize(1);
    }

    @Test
    void anotherFilterNarrowsIt() throws Exception {
        person("alice", "mail: alice@corp.example", "departmentNumber: 7");
        person("bob", "mail: bob@corp.example");

        assertThat(
                        read(
                                directory(
                                        settings(Security.LDAPS, LdapProfile.OPENLDAP)
                                                .filtered("(departmentNumber=7)"),
                                        trust(),
                                        PASSWORD)))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LDAPS", "STARTTLS"})
    void aServerThatNobodyVouchesForIsTheWrongOne(Security security) {
        refused(
                ErrorCode.SOURCE_REFUSED,
                "certificate",
                () ->
                        read(
                                directory(
                                        settings(security, LdapProfile.OPENLDAP),
                                        TrustedCertificates.context(null),
                                        PASSWORD)));
    }

    @ParameterizedTest
    @EnumSource(names = {"LDAPS", "STARTTLS"})
    void aCertificateOfAnotherHostIsTheWrongOne(Security security) throws Exception {
        stop();
        TestCertificate other = TestCertificate.of("dc1.other.example");
        server = server(other);

        refused(
                ErrorCode.SOURCE_REFUSED,
                "certificate",
                () ->
                        read(
                                directory(
                                        settings(security, LdapProfile.OPENLDAP),
                                        TrustedCertificates.context("ca.pem", other.pem()),
                                        PASSWORD)));
    }

    @Test
    void aWrongPasswordSaysWhatToLookAt() throws Exception {
        SSLContext tls = trust();
        refused(
                ErrorCode.SOURCE_REFUSED,
                READER,
                () ->
                        read(
                                directory(
                                        settings(Security.LDAPS, LdapProfile.OPENLDAP),
                                        tls,
                                        "wrong")));
    }

    /// It would be an anonymous bind, which succeeds.
    @Test
    void anEmptyPasswordIsNeverSent() throws Exception {
        SSLContext tls = trust();
        refused(
                ErrorCode.CONFIG_INVALID,
                "empty",
                () -> read(directory(settings(Security.LDAPS, LdapProfile.OPENLDAP), tls, "")));
    }

    @Test
    void aBaseThatIsNotThereSaysSo() throws Exception {
        SSLContext tls = trust();
        LdapSettings elsewhere =
                LdapSettings.of(
                        "localhost",
                        port(Security.LDAPS),
                        Security.LDAPS,
                        READER,
                        "ou=people," + BASE,
                        LdapProfile.OPENLDAP);
        refused(
                ErrorCode.SOURCE_REFUSED,
                "no such base",
                () -> read(directory(elsewhere, tls, PASSWORD)));
    }

    @Test
    void aReferralIsNotFollowed() throws Exception {
        SSLContext tls = trust();
        server.add(
                "dn: ou=away," + BASE,
                "objectClass: referral",
                "objectClass: extensibleObject",
                "ou: away",
                "ref: ldap://elsewhere.example/ou=away," + BASE);
        LdapSettings away =
                LdapSettings.of(
                        "localhost",
                        port(Security.LDAPS),
                        Security.LDAPS,
                        READER,
                        "ou=away," + BASE,
                        LdapProfile.OPENLDAP);

        refused(
                ErrorCode.SOURCE_REFUSED,
                "not followed",
                () -> read(directory(away, tls, PASSWORD)));
    }

    @Test
    void aServerThatIsAwayMayComeBack() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        LdapSettings nowhere =
                LdapSettings.of(
                        "localhost", free, Security.LDAPS, READER, BASE, LdapProfile.OPENLDAP);
        SSLContext tls = trust();

        refused(
                ErrorCode.SOURCE_UNAVAILABLE,
                "localhost:" + free,
                () -> read(directory(nowhere, tls, PASSWORD)));
    }

    @Test
    void withoutTlsNothingBeyondThisMachineIsAsked() {
        assertThatThrownBy(
                        () ->
                                LdapSettings.of(
                                        "dc1.corp.example",
                                        389,
                                        Security.PLAIN_ON_LOOPBACK,
                                        READER,
                                        BASE,
                                        LdapProfile.OPENLDAP))
                .hasMessageContaining("without TLS");
    }

    @Test
    void aFileWithoutACertificateIsRefused() {
        refused(
                ErrorCode.CONFIG_INVALID,
                "ca.pem",
                () ->
                        TrustedCertificates.context(
                                "ca.pem", "hello".getBytes(StandardCharsets.UTF_8)));
    }
}
