package dev.wharf.store.sql;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Flyway's talk, one level down: what it thinks worth saying at every start is of interest to
/// nobody but who looks for it.
public final class MigrationLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> type) {
        return new Quiet(LoggerFactory.getLogger(type));
    }

    private record Quiet(Logger log) implements Log {
        @Override
        public void debug(String message) {
            log.trace("{}", message);
        }

        @Override
        public void info(String message) {
            log.debug("{}", message);
        }

        @Override
        public void warn(String message) {
            log.warn("{}", message);
        }

        @Override
        public void error(String message) {
            log.error("{}", message);
        }

        @Override
        public void error(String message, Exception failure) {
            log.error("{}", message, failure);
        }

        @Override
        public void notice(String message) {
            log.debug("{}", message);
        }
    }
}
