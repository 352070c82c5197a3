package dev.wharf.destinations.microsoft365.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;

class CloudTest {

    @ParameterizedTest
    @CsvSource({
        "global, login.microsoftonline.com, graph.microsoft.com, O365Default",
        "gcc, login.microsoftonline.com, graph.microsoft.com, O365Default",
        "gcc-high, login.microsoftonline.us, graph.microsoft.us, O365USGovGCCHigh",
        "dod, login.microsoftonline.us, dod-graph.microsoft.us, O365USGovDoD",
        "china, login.chinacloudapi.cn, microsoftgraph.chinacloudapi.cn, O365China"
    })
    void everyCloudHasItsServers(String name, String login, String graph, String environment) {
        Cloud cloud = Cloud.byName(name).orElseThrow();

        assertThat(cloud.login()).hasHost(login);
        assertThat(cloud.graph()).hasHost(graph);
        assertThat(cloud.scope()).isEqualTo("https://" + graph + "/.default");
        assertThat(cloud.exchangeEnvironment()).isEqualTo(environment);
    }

    @Test
    void anUnknownNameIsNoCloud() {
        assertThat(Cloud.byName("moon")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://graph.microsoft.com/v1.0/users",
                "https://graph.microsoft.com.evil.example/",
                "https://graph.microsoft.com:444/",
                "https://user@graph.microsoft.com/"
            })
    void whatIsNotGraphIsShownNoToken(String address) {
        assertThat(Cloud.GLOBAL.isGraph(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://outlook.office.com/api/upload?x=y, true",
        "https://eu.outlook.office.com/api, true",
        "https://outlook.office365.com/api, true",
        "http://outlook.office.com/api, false",
        "https://evil-outlook.office.com/, false",
        "https://outlook.office.com.evil.example/, false",
        "https://user@outlook.office.com/, false"
    })
    void filesGoOnlyToHostsOfTheCloud(String address, boolean goes) {
        assertThat(Cloud.GLOBAL.takesUploads(URI.create(address))).isEqualTo(goes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://graph.microsoft.com",
                "https://graph.microsoft.com/v1.0",
                "https://user@graph.microsoft.com",
                "ftp://graph.microsoft.com"
            })
    void onlyTheAddressOfAServerIsTaken(String graph) {
        Cloud global = Cloud.GLOBAL;

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                global.at(
                                        global.login(),
                                        URI.create(graph),
                                        global.outlook(),
                                        List.of("outlook.office.com")));
    }
}
