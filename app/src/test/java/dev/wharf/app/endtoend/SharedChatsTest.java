package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.StoredItem;
import dev.wharf.site.http.Access;
import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What several enrolled people see at once, from their webhooks into their mailboxes.
class SharedChatsTest {
    private static final String CLIENT = "491700001234";
    private static final int MEMBERS = 10;

    @TempDir private Path folder;
    private final List<CloudNumber> members = new ArrayList<>();
    private RunningArchive archive;
    private RunningSite site;

    @BeforeEach
    void enrolled() throws IOException {
        archive = new RunningArchive(folder.resolve("home"));
        PreparedSite prepared = new PreparedSite(folder.resolve("home"), archive.home.keys());
        for (int i = 0; i < MEMBERS; i++) {
            CloudNumber member = new CloudNumber("10654035224292" + i, "49301234" + (500 + i));
            members.add(member);
            prepared.enrol(member, mailbox(i));
        }
        String connector = prepared.firstStart().getOrDefault(Access.CONNECTOR, "");
        site = new RunningSite(prepared);
        archive.follow(site.process.address(), connector);
    }

    @AfterEach
    void end() {
        archive.close();
        site.close();
    }

    private static String mailbox(int member) {
        return "member%d@firm.example".formatted(member);
    }

    @Test
    void aGroupWithTenEnrolledMembersGivesEachMailboxEachMessageOnce() throws Exception {
        List<byte[]> webhooks = new ArrayList<>();
        for (int message = 0; message < 5; message++) {
            String id = SignedWebhooks.wamid(CLIENT, "3AGROUP%09d".formatted(message), false);
            for (CloudNumber member : members) {
                webhooks.add(member.group("GROUPOFTEN", CLIENT, id, "said to all " + message));
            }
        }
        webhooks.addAll(List.copyOf(webhooks));
        Collections.shuffle(webhooks, new Random(7));

        deliver(webhooks);

        List<StoredItem> items = archive.items();
        assertThat(items).hasSize(5);
        for (int i = 0; i < MEMBERS; i++) {
            assertThat(archive.mailbox(mailbox(i))).as(mailbox(i)).hasSize(5);
        }
        for (StoredItem item : items) {
            assertThat(archive.home.archive().corroborations(item.row()))
                    .hasSizeGreaterThanOrEqualTo(MEMBERS - 1);
        }
    }

    @Test
    void aChatBetweenTwoGivesBothMailboxesTheMessageOnce() throws Exception {
        CloudNumber ana = members.get(0);
        CloudNumber ben = members.get(1);
        String own = "3EB0FFA1B2C3D4E5F6";

        deliver(
                List.of(
                        ana.echo(
                                ben.digits(),
                                SignedWebhooks.wamid(ben.digits(), own, true),
                                "between us"),
                        ben.text(
                                ana.digits(),
                                SignedWebhooks.wamid(ana.digits(), own, false),
                                "between us")));

        List<StoredItem> items = archive.items();
        assertThat(items).hasSize(1);
        assertThat(archive.mailbox(mailbox(0))).hasSize(1);
        assertThat(archive.mailbox(mailbox(1))).hasSize(1);
        assertThat(archive.home.archive().corroborations(items.getFirst().row())).hasSize(1);
    }

    private void deliver(List<byte[]> webhooks) throws Exception {
        for (byte[] webhook : webhooks) {
            assertThat(site.calls.deliver(webhook)).isEqualTo(200);
        }
        archive.caughtUp(site);
    }
}
