package dev.wharf.store.sql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// SQLite's native library, loaded without a trace.
///
/// Its driver unpacks it into the temporary directory, reads it there byte by byte to compare it
/// with itself (a twentieth of a second of every command), and leaves it behind when the process is
/// killed. Here it is unpacked into a directory that nobody else may enter, and removed as soon as
/// it is loaded: a system keeps what a process has mapped.
public final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    private static final String PATH = "org.sqlite.lib.path";

    private static boolean tried;

    private SqliteLibrary() {}

    /// Loads it, once. Where that fails the driver tries in its own way, and says what is wrong.
    static synchronized void load() {
        if (tried) {
            return;
        }
        tried = true;
        try {
            loadUnpacked();
        } catch (Exception e) {
            LOG.debug("the driver is left to load SQLite", e);
        }
    }

    /// For whoever tells the driver where to unpack or find it (`org.sqlite.tmpdir`,
    /// `org.sqlite.lib.path`): from some temporary directories nothing may be loaded. Has to come
    /// before a database is opened.
    public static synchronized void leaveToDriver() {
        tried = true;
    }

    private static void loadUnpacked() throws Exception {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (packed == null) {
                return;
            }
            Path folder = Files.createTempDirectory("wharf-sqlite-");
            try {
                Files.copy(packed, folder.resolve(name));
                System.setProperty(PATH, folder.toString());
                SQLiteJDBCLoader.initialize();
            } finally {
                System.clearProperty(PATH);
                remove(folder.resolve(name), folder);
            }
        }
    }

    private static void remove(Path file, Path folder) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("{} stays", file, e);
        }
    }
}
