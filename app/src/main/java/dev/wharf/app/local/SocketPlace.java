package dev.wharf.app.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/// The socket of a directory: its file `socket`.
///
/// The kernel takes paths of some hundred bytes only. A longer one is reached through a short link
/// to the directory, in a private temporary directory that is gone a moment later; the socket
/// itself always lies where everybody looks for it.
final class SocketPlace {

    static final String NAME = "socket";

    /// Linux takes 107, macOS 103.
    private static final int MOST_BYTES = 100;

    private final Path directory;
    private final Path file;

    SocketPlace(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.file = this.directory.resolve(NAME);
    }

    @FunctionalInterface
    private interface Use<T> {
        T at(UnixDomainSocketAddress address) throws IOException;
    }

    /// Whoever calls holds the directory's lock, so a socket that lies there is a dead process's.
    ServerSocketChannel listen() throws IOException {
        removeDead();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            through(server::bind);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void removeDead() throws IOException {
        try {
            boolean socket =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .isOther();
            if (!socket) {
                throw new FileAlreadyExistsException(file.toString(), null, "it is no socket");
            }
            Files.delete(file);
        } catch (NoSuchFileException _) {
            // The usual case: the process before this one ended cleanly.
        }
    }

    /// Empty when nobody listens.
    Optional<SocketChannel> connect() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(through(SocketChannel::open));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Who made it: the user that the listening process runs as.
    UserPrincipal owner() throws IOException {
        return Files.getOwner(file);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    private <T> T through(Use<T> use) throws IOException {
        if (file.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return use.at(UnixDomainSocketAddress.of(file));
        }
        Path folder = Files.createTempDirectory("wharf-");
        Path link = folder.resolve("h");
        try {
            Files.createSymbolicLink(link, directory);
            return use.at(UnixDomainSocketAddress.of(link.resolve(NAME)));
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(folder);
        }
    }
}
