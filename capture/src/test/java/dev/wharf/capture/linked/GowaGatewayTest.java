package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.testkit.linked.FakeGateway;
import dev.wharf.testkit.linked.FakeGowa;
import dev.wharf.testkit.linked.LinkedDeviceGatewayContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

class GowaGatewayTest implements LinkedDeviceGatewayContract {
    private static final String PASSWORD = "wharf:correct-horse-battery-staple";

    private final FakeGowa fake = new FakeGowa(PASSWORD);
    private final GowaGateway gateway = gateway(fake.base(), PASSWORD);

    private GowaGateway gateway(URI base, String password) {
        return new GowaGateway(WahaGatewayTest.settings(base, password), new FakesClock());
    }

    private final class FakesClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return fake.now();
        }
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Override
    public FakeGateway fake() {
        return fake;
    }

    @Override
    public LinkedDeviceGateway gateway() {
        return gateway;
    }

    @Override
    public LinkedDeviceGateway withWrongKey() {
        return gateway(fake.base(), "wharf:wrong");
    }

    @Override
    public LinkedDeviceGateway unreachable() {
        return gateway(URI.create("http://127.0.0.1:1"), PASSWORD);
    }

    @Test
    void lookingDoesNotBeginAnew() {
        gateway.start(SESSION, Map.of());

        LinkState first = gateway.state(SESSION);
        LinkState second = gateway.state(SESSION);

        assertThat(second).isEqualTo(first);
        assertThat(fake.logins()).isEqualTo(1);
        assertThat(gateway.qrPicture(SESSION)).get().isEqualTo("fake picture 1".getBytes(UTF_8));
    }

    @Test
    void aCodeWhoseTimeIsOverIsDrawnAnew() {
        gateway.start(SESSION, Map.of());

        fake.pass(Duration.ofSeconds(31));

        assertThat(gateway.state(SESSION))
                .isEqualTo(new LinkState.QrShown("", fake.now().plusSeconds(30)));
        assertThat(gateway.qrPicture(SESSION)).get().isEqualTo("fake picture 2".getBytes(UTF_8));
    }

    @Test
    void aFileThatItDidNotDownloadIsAskedForByItsMessage() throws IOException {
        gateway.start(SESSION, Map.of());
        fake.link(SESSION, "15550009999", "Bea");
        fake.receiveFile(SESSION, DANA, "3EB0F", new byte[] {4, 5});
        byte[] found = gateway.messages(SESSION, DANA, fake.now()).getFirst();
        MediaNeed need = gateway.envelopes().read(found).getFirst().media().getFirst();

        assertThat(need.mediaId()).isEqualTo("message:" + DANA + "/3EB0F");
        try (InputStream in = gateway.open(need)) {
            assertThat(in.readAllBytes()).containsExactly(4, 5);
        }
    }
}
