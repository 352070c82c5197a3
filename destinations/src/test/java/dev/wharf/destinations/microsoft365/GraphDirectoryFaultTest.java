package dev.wharf.destinations.microsoft365;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.destinations.microsoft365.graph.Cloud;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphCredential;
import dev.wharf.destinations.microsoft365.graph.GraphSignIn;
import dev.wharf.destinations.microsoft365.graph.SignInSettings;
import dev.wharf.testkit.graph.FakeExchange;
import dev.wharf.testkit.graph.FakeUser;
import dev.wharf.testkit.graph.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Against a Graph that enforces what Microsoft documents, and fails on command.
class GraphDirectoryFaultTest {
    private static final int PEOPLE = 2_500;

    private final Clock clock = Clock.systemUTC();
    private final FakeExchange exchange = new FakeExchange(clock);
    private final HttpClient http = GraphClient.newHttp();

    @AfterEach
    void stop() {
        http.close();
        exchange.close();
    }

    private void firm() {
        for (int i = 0; i < PEOPLE; i++) {
            exchange.addUser(
                    new FakeUser(
                            "id-" + i,
                            "User " + i,
                            "u%d@firm.example".formatted(i),
                            "u%d@firm.onmicrosoft.example".formatted(i),
                            "+1 617-555-%04d".formatted(i),
                            List.of(),
                            List.of("SMTP:u%d@firm.example".formatted(i)),
                            List.of(),
                            i % 100 != 0));
        }
    }

    private List<DirectoryEntry> read() {
        URI base = exchange.base();
        SignInSettings settings =
                new SignInSettings(
                        Cloud.GLOBAL.at(base, base, base, List.of("127.0.0.1")),
                        FakeExchange.TENANT,
                        FakeExchange.CLIENT,
                        new GraphCredential.ClientSecret(
                                Secret.copyOf(
                                        FakeExchange.SECRET.getBytes(StandardCharsets.UTF_8))));
        GraphSignIn signIn = new GraphSignIn(settings, http, clock, UUID::randomUUID);
        GraphClient graph = new GraphClient(signIn, http, clock, _ -> {}, UUID::randomUUID);
        List<DirectoryEntry> entries = new ArrayList<>();
        new GraphDirectory(graph, GraphDirectory.Listing.USERS).read(entries::add);
        return entries;
    }

    @Test
    void everybodyIsReadInPages() {
        firm();

        List<DirectoryEntry> people = read();

        assertThat(people).extracting(DirectoryEntry::id).hasSize(PEOPLE).doesNotHaveDuplicates();
        assertThat(people).filteredOn(one -> !one.enabled()).hasSize(PEOPLE / 100);
        assertThat(exchange.wrong()).isEmpty();
    }

    @Test
    void faultsOnTheWayChangeNothing() {
        firm();
        exchange.faults(
                Fault.Source.script(
                        Fault.Place.OUTER,
                        Fault.CUT_AFTER,
                        Fault.THROTTLED,
                        Fault.NONE,
                        Fault.TOKEN_EXPIRED,
                        Fault.GATEWAY,
                        Fault.CUT_BEFORE));

        assertThat(read()).extracting(DirectoryEntry::id).hasSize(PEOPLE).doesNotHaveDuplicates();
        assertThat(exchange.wrong()).isEmpty();
    }

    @Test
    void aGraphThatStaysAwayIsUnavailable() {
        firm();
        exchange.faults((place, _) -> place == Fault.Place.OUTER ? Fault.GATEWAY : Fault.NONE);

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure ->
                                assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }
}
