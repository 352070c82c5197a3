package dev.wharf.destinations.microsoft365;

import dev.wharf.core.party.EmailAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Sessions of many mailboxes at the same time.
final class ManyMailboxes {
    private final FakeTenant tenant;
    private final List<EmailAddress> mailboxes;

    ManyMailboxes(FakeTenant tenant, int count) {
        this.tenant = tenant;
        this.mailboxes =
                IntStream.range(0, count)
                        .mapToObj(i -> new EmailAddress("m" + i + "@firm.example"))
                        .toList();
        mailboxes.forEach(mailbox -> tenant.exchange.with(mailbox.value()));
    }

    void deliverOneEach() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (EmailAddress mailbox : mailboxes) {
                all.add(
                        threads.submit(
                                () -> tenant.open(mailbox).deliver(List.of(SampleMails.mail(1)))));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    int delivered() {
        return mailboxes.stream()
                .mapToInt(one -> tenant.exchange.messages(one.value(), FakeTenant.FOLDER).size())
                .sum();
    }
}
