package dev.wharf.app.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.OldFolder.Mail;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.imap.CuttingProxy;
import dev.wharf.testkit.imap.Dovecot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// A folder of a real server, over lines that hold and lines that break.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImapOldFolderTest {
    private static final EmailAddress ANA = new EmailAddress("ana@firm.example");
    private static final int SMALL = 60;
    private static final int LARGE = 9 << 20;
    private static Dovecot dovecot;
    private static final List<String> MAILS = new ArrayList<>();

    @BeforeAll
    static void fill() {
        dovecot =
                Dovecot.start(Dovecot.Format.MDBOX, List.of(new Dovecot.User(ANA, "of the user")));
        for (int i = 0; i < SMALL; i++) {
            MAILS.add(mail("Message number %d\r\n".formatted(i).repeat(100)));
        }
        MAILS.add(mail("a line of a large file\r\n".repeat(LARGE / 24 + 1)));
        MAILS.add(mail("the last one\r\n"));
        OldMails.append(dovecot, ANA, "Old", MAILS);
    }

    private static String mail(String body) {
        return "Subject: old\r\nContent-Type: text/plain\r\n\r\n" + body;
    }

    @AfterAll
    static void stop() {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    private static ImapOldFolder open(int port, long from) {
        return ImapOldFolder.open(
                OldMails.settings(dovecot, port),
                new ImapOldFolder.Place(ANA, "Old", from),
                Progress.NONE);
    }

    private static String text(Mail mail) throws IOException {
        try (InputStream in = mail.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> texts(ImapOldFolder folder) throws IOException {
        List<String> texts = new ArrayList<>();
        Iterator<Mail> mails = folder.mails();
        while (mails.hasNext()) {
            texts.add(text(mails.next()));
        }
        return texts;
    }

    @Test
    void everyMailComesInOrderByteForByteLargeOnesToo() throws IOException {
        try (ImapOldFolder folder = open(dovecot.tlsPort(), 1)) {
            assertThat(folder.size()).isEqualTo(SMALL + 2);
            assertThat(texts(folder)).isEqualTo(MAILS);
        }
    }

    @Test
    void aLargeMailIsTheSameAtEveryOpeningAndNeedNotBeReadToItsEnd() throws IOException {
        try (ImapOldFolder folder = open(dovecot.tlsPort(), SMALL + 1)) {
            Iterator<Mail> mails = folder.mails();
            Mail large = mails.next();
            try (InputStream in = large.open()) {
                assertThat(in.readNBytes(8)).asString().isEqualTo("Subject:");
            }

            assertThat(text(large)).isEqualTo(MAILS.get(SMALL));
            assertThat(text(large)).isEqualTo(MAILS.get(SMALL));
            assertThat(text(mails.next())).isEqualTo(MAILS.getLast());
        }
    }

    private static CuttingProxy line(Long... bytes) {
        Deque<Long> left = new ArrayDeque<>(List.of(bytes));
        return CuttingProxy.to(
                dovecot.tlsPort(), () -> left.isEmpty() ? Long.MAX_VALUE : left.remove());
    }

    @Test
    void aLineThatBreaksTwiceIsTakenUpAgain() throws IOException {
        try (CuttingProxy line = line(60_000L, 90_000L);
                ImapOldFolder folder = open(line.port(), 1)) {
            assertThat(texts(folder)).isEqualTo(MAILS);
            assertThat(line.cuts()).isEqualTo(2);
        }
    }

    @Test
    void aLargeMailThatBreaksOffFailsAndNeverLooksWhole() throws IOException {
        try (CuttingProxy line = line(3_000_000L);
                ImapOldFolder folder = open(line.port(), SMALL + 1)) {
            Mail large = folder.mails().next();

            assertThatThrownBy(() -> text(large))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        }
    }
}
