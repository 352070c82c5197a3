package dev.wharf.app.local;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import jdk.net.ExtendedSocketOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/// Runs the commands of others for the process that owns a directory.
///
/// It is started, and closed, while the process holds the directory's lock. Clients of the same
/// user and of root are served, each on threads of its own; whatever one sends, the others and the
/// process go on. A command whose client goes away is asked to stop, as by Ctrl-C.
///
/// Closing takes the socket away, begins nothing more, lets what runs end, asks it to stop when
/// patience is over, and waits as long once more. Threads are never interrupted: that would close
/// files under the archive.
public final class VerbServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VerbServer.class);

    /// The exit code of a command that was stopped before it began.
    private static final int STOPPED = 130;

    private final SocketPlace place;
    private final ServerSocketChannel server;
    private final PeerPolicy policy;
    private final String version;
    private final VerbHandler handler;
    private final Limits limits;
    private final Running running;
    private final Set<FrameChannel> channels = ConcurrentHashMap.newKeySet();
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param connections more clients at once are turned away
    /// @param verbs that run at once, the others wait for their turn: each may take some megabytes
    /// @param patience with commands under way, when closing
    public record Limits(int connections, int verbs, Duration patience) {
        public static final Limits DEFAULT = new Limits(64, 8, Duration.ofSeconds(8));
    }

    private VerbServer(Path directory, String version, VerbHandler handler, Limits limits)
            throws IOException {
        this.place = new SocketPlace(directory);
        this.version = version;
        this.handler = handler;
        this.limits = limits;
        this.running = new Running(limits.verbs());
        this.server = place.listen();
        this.policy = new PeerPolicy(place.owner());
    }

    /// Listens, at once.
    ///
    /// @param directory that this process owns: no other process may hold its lock
    /// @param version of this Wharf; another one's clients are told so
    /// @throws WharfException `STORAGE_FAILED` when the socket cannot be made
    public static VerbServer start(
            Path directory, String version, VerbHandler handler, Limits limits) {
        try {
            VerbServer started = new VerbServer(directory, version, handler, limits);
            Thread.ofPlatform().daemon().name("wharf-socket").start(started::accept);
            return started;
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "Could not listen for commands at %s; remove what lies there, or check its rights."
                            .formatted(directory.resolve(SocketPlace.NAME)),
                    e);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                SocketChannel socket = server.accept();
                FrameChannel channel = new FrameChannel(socket);
                if (channels.size() >= limits.connections()) {
                    channel.close();
                    continue;
                }
                channels.add(channel);
                Thread.ofVirtual().name("wharf-client").start(() -> serve(socket, channel));
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("No more commands are taken at the socket", e);
                }
                return;
            }
        }
    }

    private void serve(SocketChannel socket, FrameChannel channel) {
        try (channel) {
            UserPrincipal peer = socket.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            Conversation conversation = Conversation.begin(channel, peer.getName(), version);
            if (policy.allows(peer)) {
                converse(conversation);
            } else {
                LOG.warn("A command of user {} was refused at the socket", peer.getName());
                conversation.refuse(
                        ErrorCode.NOT_ALLOWED,
                        "This directory is user %s's: run the command as that user."
                                .formatted(policy.own().getName()));
            }
        } catch (IOException e) {
            LOG.debug("a client has gone, or was no Wharf", e);
        } finally {
            channels.remove(channel);
        }
    }

    private void converse(Conversation conversation) throws IOException {
        conversations.add(conversation);
        try {
            // Not a virtual thread: work on the processor would keep others from theirs.
            Thread.ofPlatform().daemon().name("wharf-verb").start(() -> run(conversation));
            conversation.listen();
        } finally {
            conversations.remove(conversation);
            conversation.stop();
        }
    }

    private void run(Conversation conversation) {
        try {
            if (!running.enter()) {
                conversation.refuse(
                        ErrorCode.HOME_LOCKED,
                        "The process that works here is about to end. Run this again in a moment.");
                return;
            }
            try {
                conversation.ended(conversation.isStopped() ? STOPPED : handler.run(conversation));
            } finally {
                running.leave();
            }
        } catch (IOException | CancellationException e) {
            LOG.debug("a client has gone before its command ended", e);
        } catch (RuntimeException | Error e) {
            // Without its message, which may quote what a chat says.
            LOG.error(
                    "A command failed in a way that is a bug in Wharf: {} at {}",
                    e.getClass().getName(),
                    Arrays.asList(e.getStackTrace()));
            hangUp(conversation);
        }
    }

    private static void hangUp(Conversation conversation) {
        try {
            conversation.refuse(
                    ErrorCode.BUG,
                    "This is a bug in Wharf; the log of the process that works here says where.");
        } catch (IOException e) {
            LOG.debug("a client has gone", e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            place.remove();
            server.close();
        } catch (IOException e) {
            LOG.warn("The socket could not be removed; the next start does it", e);
        }
        running.close();
        if (running.await(limits.patience()) > 0) {
            conversations.forEach(Conversation::stop);
            int left = running.await(limits.patience());
            if (left > 0) {
                LOG.warn("{} commands did not end in time", left);
            }
        }
        channels.forEach(VerbServer::close);
    }

    private static void close(FrameChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a client's connection could not be closed", e);
        }
    }
}
