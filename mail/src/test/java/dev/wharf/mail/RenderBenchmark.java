package dev.wharf.mail;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImageCodec;
import dev.wharf.core.party.Person;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.stream.RawField;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/// How fast mails are made, in CPU time of one thread, beside what mime4j and angus take for the
/// very same mails. Run by hand: it prints, it asserts nothing. With any argument, our rendering
/// alone.
public final class RenderBenchmark {
    private static final int EVENTS = 1_000;
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 700_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RenderBenchmark() {}

    private interface Work {
        void run(int i) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        List<Event> events = new ArrayList<>();
        List<ItemId> ids = new ArrayList<>();
        List<Person> members = List.of(SampleEvents.ALICE, SampleEvents.NAME_ONLY);
        for (int i = 0; i < EVENTS; i++) {
            events.add(
                    SampleEvents.event(
                            SampleEvents.directChat(),
                            members.get(i % 2),
                            members,
                            i % 2 == 0 ? Event.Direction.OUTGOING : Event.Direction.INCOMING,
                            Content.Message.text(
                                    "Nachricht Nr. "
                                            + i
                                            + ": schöne Grüße aus dem Hafen, bis später")));
            ids.add(new ItemId(SampleEvents.CHAT, 20_779, i));
        }
        EventCodec codec = new EventCodec();
        MailRenderer renderer = new MailRenderer();
        List<Rendered> mails = new ArrayList<>();
        List<byte[]> stored = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            mails.add(renderer.render(events.get(i), ids.get(i)));
            stored.add(codec.encode(events.get(i)));
        }
        System.out.printf(
                "one mail: %d bytes of image, %d bytes written, event %d bytes%n",
                MailImageCodec.encode(mails.getFirst().image()).length,
                written(mails.getFirst().image()),
                stored.getFirst().length);

        double render = rate("render to an image", i -> renderer.render(events.get(i), ids.get(i)));
        if (arguments.length > 0) {
            return;
        }
        rate("  of it MimeWriter", i -> MimeWriter.write(mails.get(i).mail(), 1, new Bytes(4096)));
        rate("encode event", i -> codec.encode(events.get(i)));
        rate("decode event", i -> codec.decode(stored.get(i)));
        rate("encode image", i -> MailImageCodec.encode(mails.get(i).image()));
        double bytes =
                rate(
                        "image and bytes, from the structure",
                        i ->
                                MimeWriter.write(mails.get(i).mail(), 1, new Bytes(4096))
                                        .writeTo(
                                                OutputStream.nullOutputStream(),
                                                SampleEvents.contents()));
        double mime4j = rate("mime4j, the same structure", i -> mime4j(mails.get(i).mail()));
        double angus = rate("angus, the same structure", i -> angus(mails.get(i).mail()));
        System.out.printf(
                "bytes: %.1fx mime4j, %.1fx angus; images: %,.0f a second%n",
                bytes / mime4j, bytes / angus, render);
    }

    private static double rate(String what, Work work) throws Exception {
        double[] rates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long done = 0;
            long took = 0;
            while (took < ROUND_NANOS) {
                for (int i = 0; i < EVENTS; i++) {
                    work.run(i);
                }
                done += EVENTS;
                took = THREADS.getCurrentThreadCpuTime() - start;
            }
            rates[round] = done * 1e9 / took;
        }
        Arrays.sort(rates);
        double median = rates[ROUNDS / 2];
        System.out.printf(
                "%-38s %,10.0f/s median, %,10.0f best, %6.2f CPU-us%n",
                what, median, rates[ROUNDS - 1], 1e6 / median);
        return median;
    }

    private static long written(MailImage image) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        image.writeTo(out, SampleEvents.contents());
        return out.size();
    }

    private static void mime4j(Mail mail) throws Exception {
        Message.Builder message =
                Message.Builder.of()
                        .setSubject(mail.subject())
                        .setDate(Date.from(mail.date()))
                        .setMessageId("<" + mail.messageId() + ">")
                        .setFrom(mime4j(mail.from()))
                        .setTo(
                                mail.to().mailboxes().stream()
                                        .map(RenderBenchmark::mime4j)
                                        .toArray(
                                                org.apache.james.mime4j.dom.address.Mailbox[]
                                                        ::new));
        for (Header header : mail.properties()) {
            message.addField(new RawField(header.name(), header.value()));
        }
        message.setBody(
                MultipartBuilder.create("alternative")
                        .addBodyPart(
                                BodyPartBuilder.create()
                                        .setBody(mail.text(), "plain", StandardCharsets.UTF_8)
                                        .setContentTransferEncoding("base64")
                                        .build())
                        .addBodyPart(
                                BodyPartBuilder.create()
                                        .setBody(mail.html(), "html", StandardCharsets.UTF_8)
                                        .setContentTransferEncoding("base64")
                                        .build())
                        .build());
        new DefaultMessageWriter().writeMessage(message.build(), OutputStream.nullOutputStream());
    }

    private static org.apache.james.mime4j.dom.address.Mailbox mime4j(Mailbox mailbox) {
        int at = mailbox.address().indexOf('@');
        return new org.apache.james.mime4j.dom.address.Mailbox(
                mailbox.name(),
                mailbox.address().substring(0, at),
                mailbox.address().substring(at + 1));
    }

    private static final Session SESSION = Session.getInstance(new Properties());

    private static void angus(Mail mail) throws Exception {
        MimeMessage message = new MimeMessage(SESSION);
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(mail.date()));
        message.setFrom(angus(mail.from()));
        for (Mailbox mailbox : mail.to().mailboxes()) {
            message.addRecipient(RecipientType.TO, angus(mailbox));
        }
        for (Header header : mail.properties()) {
            message.setHeader(header.name(), header.value());
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), "UTF-8");
        text.setHeader("Content-Transfer-Encoding", "base64");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), "UTF-8", "html");
        html.setHeader("Content-Transfer-Encoding", "base64");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.writeTo(OutputStream.nullOutputStream());
    }

    private static InternetAddress angus(Mailbox mailbox) throws Exception {
        return new InternetAddress(mailbox.address(), mailbox.name(), "UTF-8");
    }
}
