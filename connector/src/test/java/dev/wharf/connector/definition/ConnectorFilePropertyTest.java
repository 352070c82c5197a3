package dev.wharf.connector.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;

class ConnectorFilePropertyTest {
    private static final int MANY = 2_000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void whatIsShownIsReadAgain() {
        ConnectorFile file = new ConnectorFile(Definitions.TERMS, Definitions.ANY);

        for (int i = 0; i < MANY; i++) {
            ConnectorDefinition definition = Definitions.random(random);
            String printed = ConnectorFile.print(definition);

            assertThat(file.read(new ConnectorText("mail.yaml", printed, Companions.NONE), null))
                    .as("seed %d: %s", seed, printed)
                    .isEqualTo(definition);
        }
    }

    @Test
    void whatTheArchiveKeepsIsReadAgainAndWrittenTheSame() {
        for (int i = 0; i < MANY; i++) {
            ConnectorState[] states = ConnectorState.values();
            Connector connector =
                    new Connector(
                            Definitions.random(random),
                            states[random.nextInt(states.length)],
                            Definitions.THEN,
                            Definitions.THEN.plusMillis(random.nextInt()),
                            1 + random.nextInt(1_000));
            String json = ConnectorCodec.write(connector);

            Connector read = ConnectorCodec.read("mail", json);

            assertThat(read).as("seed %d: %s", seed, json).isEqualTo(connector);
            assertThat(ConnectorCodec.write(read)).isEqualTo(json);
        }
    }
}
