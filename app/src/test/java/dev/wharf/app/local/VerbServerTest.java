package dev.wharf.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VerbServerTest {

    @TempDir private Path directory;

    private Path socket() {
        return directory.resolve("socket");
    }

    private static int echo(VerbCall call) {
        call.out().println(call.request());
        call.err().print("to err");
        return 42;
    }

    @Test
    void aCommandArrivesAsItWasSentAndItsOutputAndExitCodeComeBack() {
        try (Served served = new Served(directory, VerbServerTest::echo)) {
            Served.Answer answer = served.ask("search", "zwei Wörter", "");

            assertThat(answer.exit()).hasValue(42);
            assertThat(answer.out()).isEqualTo(Served.request("search", "zwei Wörter", "") + "\n");
            assertThat(answer.err()).isEqualTo("to err");
        }
    }

    @Test
    void muchOutputComesWholeAndInOrder() {
        VerbHandler handler =
                call -> {
                    for (int i = 0; i < 50_000; i++) {
                        call.out().println("line " + i);
                    }
                    return 0;
                };
        try (Served served = new Served(directory, handler)) {
            assertThat(served.ask("x").out().lines()).hasSize(50_000).endsWith("line 49999");
        }
    }

    @Test
    void theCallerIsWhoTheKernelSays() throws IOException {
        String own = Files.getOwner(directory).getName();
        VerbHandler handler =
                call -> {
                    call.out().print(call.caller());
                    return 0;
                };
        try (Served served = new Served(directory, handler)) {
            assertThat(served.ask("x").out()).isEqualTo(own);
        }
    }

    @Test
    void standardInputIsReadOnlyWhenTheCommandAsksForIt() {
        VerbHandler handler =
                call -> {
                    try {
                        call.out().print(call.in().readAllBytes().length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return 0;
                };
        String input = "ä".repeat(20_000);
        try (Served _ = new Served(directory, handler)) {
            Served.Answer answer = Served.ask(directory, Served.VERSION, input, _ -> {}, "restore");

            assertThat(answer.out()).isEqualTo("40000");
        }
    }

    @Test
    void nobodyElseMayUseTheSocket() throws IOException {
        try (Served _ = new Served(directory, VerbServerTest::echo)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whereNobodyListensNothingRuns() {
        assertThat(Served.ask(directory, Served.VERSION, "", _ -> {}, "x").exit()).isEmpty();
    }

    @Test
    void anotherVersionIsToldSo() {
        try (Served _ = new Served(directory, VerbServerTest::echo)) {
            assertThatThrownBy(() -> Served.ask(directory, "1.3.0", "", _ -> {}, "x"))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.HOME_LOCKED))
                    .hasMessageContainingAll("is Wharf 1.2.3", "is Wharf 1.3.0");
        }
    }

    @Test
    void twoCommandsRunAtOnce() throws ExecutionException, InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        VerbHandler handler =
                call -> {
                    meet(both);
                    call.out().print(call.request().arguments().getFirst());
                    return 0;
                };
        try (Served served = new Served(directory, handler)) {
            CompletableFuture<Served.Answer> one = served.asking("one");
            CompletableFuture<Served.Answer> two = served.asking("two");

            assertThat(one.get().out()).isEqualTo("one");
            assertThat(two.get().out()).isEqualTo("two");
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void interruptingTheClientStopsTheCommand() {
        CountDownLatch stopped = new CountDownLatch(1);
        VerbHandler handler =
                call -> {
                    call.whenStopped(stopped::countDown);
                    await(stopped);
                    return 130;
                };
        try (Served _ = new Served(directory, handler)) {
            Served.Answer answer =
                    Served.ask(directory, Served.VERSION, "", Runnable::run, "import");

            assertThat(answer.exit()).hasValue(130);
        }
    }

    @Test
    void aClientThatGoesAwayStopsItsCommand() throws IOException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        VerbHandler handler =
                call -> {
                    call.whenStopped(stopped::countDown);
                    begun.countDown();
                    await(stopped);
                    return 0;
                };
        try (Served _ = new Served(directory, handler)) {
            try (SocketChannel raw = connected();
                    FrameChannel client = new FrameChannel(raw)) {
                client.send(new Hello(Served.VERSION));
                client.send(Frame.Kind.REQUEST, Served.request("import").encode());
                await(begun);
            }

            await(stopped);
        }
    }

    @Test
    void whoWritesToAClientThatIsGoneIsToldSo() throws IOException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        VerbHandler handler =
                call -> {
                    call.whenStopped(gone::countDown);
                    begun.countDown();
                    await(gone);
                    try {
                        call.err().println("anybody?");
                    } catch (RuntimeException e) {
                        thrown.complete(e);
                        throw e;
                    }
                    return 0;
                };
        try (Served _ = new Served(directory, handler)) {
            try (SocketChannel raw = connected();
                    FrameChannel client = new FrameChannel(raw)) {
                client.send(new Hello(Served.VERSION));
                client.send(Frame.Kind.REQUEST, Served.request("search").encode());
                await(begun);
            }

            assertThat(thrown.join()).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void inputThatNobodyAskedForEndsTheConversation() throws IOException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        VerbHandler handler =
                call -> {
                    call.whenStopped(stopped::countDown);
                    begun.countDown();
                    await(stopped);
                    return 0;
                };
        try (Served _ = new Served(directory, handler);
                SocketChannel raw = connected();
                FrameChannel client = new FrameChannel(raw)) {
            client.send(new Hello(Served.VERSION));
            client.send(Frame.Kind.REQUEST, Served.request("erase").encode());
            await(begun);
            client.send(Frame.Kind.INPUT, new byte[1000]);

            await(stopped);
        }
    }

    @Test
    void garbageHarmsNobody() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("VerbServerTest: seed " + seed);
        Random random = new Random(seed);
        try (Served served = new Served(directory, VerbServerTest::echo)) {
            for (int round = 0; round < 300; round++) {
                byte[] noise = new byte[random.nextInt(2_000)];
                random.nextBytes(noise);
                try (SocketChannel raw = connected()) {
                    if (random.nextBoolean()) {
                        raw.write(ByteBuffer.wrap(new Hello(Served.VERSION).bytes()));
                    }
                    if (random.nextBoolean()) {
                        int length = random.nextBoolean() ? noise.length : random.nextInt();
                        raw.write(ByteBuffer.allocate(5).put((byte) 1).putInt(length).flip());
                    }
                    raw.write(ByteBuffer.wrap(noise));
                } catch (IOException _) {
                    // The server hung up, as it should.
                }
            }

            assertThat(ask(served).exit()).hasValue(42);
        }
    }

    /// The last of the noise may still hold a place.
    private static Served.Answer ask(Served served) {
        while (true) {
            try {
                return served.ask("x");
            } catch (WharfException _) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aBugInACommandIsSaidSoAndTheServerGoesOn() {
        VerbHandler handler =
                call -> {
                    if (call.request().arguments().contains("bad")) {
                        throw new IllegalStateException("a bug");
                    }
                    return 0;
                };
        try (Served served = new Served(directory, handler)) {
            assertThatThrownBy(() -> served.ask("bad"))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.BUG));
            assertThat(served.ask("good").exit()).hasValue(0);
        }
    }

    @Test
    void closingLetsWhatRunsEndAndBeginsNothingMore()
            throws ExecutionException, InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        VerbHandler handler =
                call -> {
                    begun.countDown();
                    await(go);
                    call.out().print("done");
                    return 0;
                };
        Served served = new Served(directory, handler);
        CompletableFuture<Served.Answer> running = served.asking("slow");
        await(begun);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(served::close);
        while (Files.exists(socket())) {
            Thread.onSpinWait();
        }

        assertThat(served.ask("late").exit()).isEmpty();
        go.countDown();
        assertThat(running.get().out()).isEqualTo("done");
        closing.get();
    }

    @Test
    void whatDoesNotEndByItselfIsStoppedWhenClosing() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        VerbHandler handler =
                call -> {
                    call.whenStopped(stopped::countDown);
                    begun.countDown();
                    await(stopped);
                    return 130;
                };
        VerbServer.Limits impatient = new VerbServer.Limits(16, 4, Duration.ofMillis(1));
        Served served = new Served(directory, handler, impatient);
        CompletableFuture<Served.Answer> running = served.asking("slow");
        await(begun);

        served.close();

        await(stopped);
        assertThat(running.handle((_, _) -> true).join()).isTrue();
    }

    @Test
    void theSocketOfADeadProcessIsReplaced() throws IOException {
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertThat(Served.ask(directory, Served.VERSION, "", _ -> {}, "x").exit()).isEmpty();

        try (Served served = new Served(directory, VerbServerTest::echo)) {
            assertThat(served.ask("x").exit()).hasValue(42);
        }
    }

    @Test
    void aFileOfThatNameIsNotRemoved() throws IOException {
        Files.writeString(socket(), "somebody's", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new Served(directory, VerbServerTest::echo))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("remove what lies there");
        assertThat(socket()).hasContent("somebody's");
    }

    @Test
    void aPathBeyondTheKernelsLimitWorks() throws IOException {
        Path far =
                Files.createDirectories(directory.resolve("ä".repeat(70)).resolve("x".repeat(90)));

        try (Served served = new Served(far, VerbServerTest::echo)) {
            assertThat(served.ask("x").exit()).hasValue(42);
            assertThat(far.resolve("socket")).exists();
        }
        assertThat(far).isEmptyDirectory();
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
