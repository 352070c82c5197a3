package dev.wharf.store.object.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.key.Secret;
import dev.wharf.store.object.AzureCloud;
import dev.wharf.store.object.AzureSignIn;
import dev.wharf.store.object.AzureStaging;
import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

class ImmutabilityTest {

    private static ObjectStore open(FakeImmutableContainer container) {
        return AzurePlace.open(
                new AzureStaging(
                        "fake",
                        "staging",
                        "",
                        AzureCloud.GLOBAL,
                        container.address(),
                        new AzureSignIn.AccountKey(
                                Secret.copyOf("a2V5".getBytes(StandardCharsets.UTF_8)))),
                Clock.systemUTC(),
                new SecureRandom());
    }

    @Test
    void whatAPolicyKeepsIsKeptUntilItEndsAndAskedOnce() {
        try (var container = new FakeImmutableContainer("Mon, 02 Mar 2026 10:00:00 GMT");
                ObjectStore store = open(container)) {
            Deletion ended = store.delete(new ObjectName("run/one"));

            assertThat(ended).isEqualTo(new Deletion.Kept(Instant.parse("2026-03-02T10:00:00Z")));
            assertThat(container.deletions()).isEqualTo(1);
        }
    }

    @Test
    void whatIsKeptWithoutADateIsKept() {
        try (var container = new FakeImmutableContainer("");
                ObjectStore store = open(container)) {
            assertThat(store.delete(new ObjectName("run/one"))).isEqualTo(new Deletion.Kept(null));
        }
    }
}
