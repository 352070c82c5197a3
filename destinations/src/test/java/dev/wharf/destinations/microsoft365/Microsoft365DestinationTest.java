package dev.wharf.destinations.microsoft365;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.destination.DestinationContract;

import org.junit.jupiter.api.AfterEach;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

class Microsoft365DestinationTest implements DestinationContract {
    private final FakeTenant tenant = new FakeTenant();

    @AfterEach
    void nothingWrongWasDone() {
        assertThat(tenant.exchange.wrong()).isEmpty();
        tenant.close();
    }

    @Override
    public Destination destination() {
        return tenant.destination;
    }

    @Override
    public EmailAddress mailbox() {
        return FakeTenant.ALICE;
    }

    @Override
    public EmailAddress otherMailbox() {
        return FakeTenant.BOB;
    }

    @Override
    public Optional<EmailAddress> missingMailbox() {
        return Optional.of(new EmailAddress("nobody@firm.example"));
    }

    @Override
    public Outgoing mail(int number) {
        return SampleMails.mail(number);
    }

    @Override
    public Outgoing mailWithFile(int number, int bytes) {
        return SampleMails.mail(number, bytes);
    }

    @Override
    public List<String> arrived(EmailAddress mailbox) {
        return tenant.exchange.messages(mailbox.value(), FakeTenant.FOLDER).stream()
                .map(message -> Objects.requireNonNull(message.named("WharfMessageId")))
                .toList();
    }
}
