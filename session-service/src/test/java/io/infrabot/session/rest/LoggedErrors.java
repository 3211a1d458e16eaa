package io.infrabot.session.rest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged as an error from now on. */
final class LoggedErrors extends Handler implements AutoCloseable {

    private static final Logger ALL = Logger.getLogger("");

    private final List<String> errors = new CopyOnWriteArrayList<>();

    LoggedErrors() {
        ALL.addHandler(this);
    }

    List<String> all() {
        return errors;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            errors.add(record.getLoggerName() + ": " + record.getMessage());
        }
    }

    @Override
    public void flush() {
        // nothing waits
    }

    @Override
    public void close() {
        ALL.removeHandler(this);
    }
}
