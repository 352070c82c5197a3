package dev.wharf.capture.cloudapi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/// What a forged address in a webhook cannot reach.
class HostPolicyTest {
    private static final HostPolicy.Resolver PUBLIC = _ -> addresses("157.240.1.1");

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
                "https://LOOKASIDE.fbsbx.com:443/x",
                "https://scontent.xx.fbcdn.net/v/1",
                "https://mmg.whatsapp.net/v/1",
                "https://graph.facebook.com/v24.0/1",
                "https://media.partner.example/1",
                "https://a.b.cdn.example/1"
            })
    void listedHostsAreFollowed(String address) {
        GraphSettings settings =
                GraphSettings.ofMeta().withHosts(Set.of("media.partner.example", ".CDN.example"));
        HostPolicy policy = new HostPolicy(settings, PUBLIC);

        assertThatCode(() -> policy.check(URI.create(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lookaside.fbsbx.com/x",
                "https://lookaside.fbsbx.com:8443/x",
                "https://me@lookaside.fbsbx.com/x",
                "https://lookaside.fbsbx.com@evil.example/x",
                "https://lookaside.fbsbx.com.evil.example/x",
                "https://evilfbcdn.net/x",
                "https://fbcdn.net.evil.example/x",
                "https://127.0.0.1/x",
                "http://127.0.0.1/x",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://2130706433/x",
                "https://0x7f000001/x",
                "https://0177.0.0.1/x",
                "https://localhost/x",
                "file:///etc/passwd",
                "ftp://lookaside.fbsbx.com/x",
                "lookaside.fbsbx.com/x",
                "https:///x",
                ""
            })
    void othersAreNot(String address) {
        HostPolicy policy = new HostPolicy(GraphSettings.ofMeta(), PUBLIC);

        assertThatThrownBy(() -> policy.check(URI.create(address)))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_HOSTILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.100.100.200",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001::1",
                "::7f00:1"
            })
    void aListedNameThatLeadsInsideIsNotFollowed(String inside) {
        HostPolicy policy =
                new HostPolicy(GraphSettings.ofMeta(), _ -> addresses("157.240.1.1", inside));

        assertThatThrownBy(() -> policy.check(URI.create("https://lookaside.fbsbx.com/x")))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_HOSTILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"157.240.1.1", "2a03:2880:f1ff::1", "64:ff9b::9df0:101", "172.32.0.1"})
    void publicAddressesAre(String address) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aConfiguredBaseIsTrustedAsItStandsAndNothingBesideIt() {
        HostPolicy policy =
                new HostPolicy(GraphSettings.at(URI.create("http://127.0.0.1:8080")), PUBLIC);

        policy.check(URI.create("http://127.0.0.1:8080/v24.0/1"));

        assertThatThrownBy(() -> policy.check(URI.create("http://127.0.0.1:8081/v24.0/1")))
                .isInstanceOf(WharfException.class);
        assertThatThrownBy(() -> policy.check(URI.create("https://127.0.0.1:8080/v24.0/1")))
                .isInstanceOf(WharfException.class);
    }

    @Test
    void aNameThatLeadsNowhereMayLeadSomewhereLater() {
        HostPolicy policy =
                new HostPolicy(
                        GraphSettings.ofMeta(),
                        host -> {
                            throw new UnknownHostException(host);
                        });

        assertThatThrownBy(() -> policy.check(URI.create("https://lookaside.fbsbx.com/x")))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }
}
