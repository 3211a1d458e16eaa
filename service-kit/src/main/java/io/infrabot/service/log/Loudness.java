package io.infrabot.service.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogRecord;
import org.jboss.logmanager.Level;
import org.jspecify.annotations.Nullable;

/**
 * How loud a record should be. Libraries call it an error, with a trace of eighty lines, when a caller leaves or sends
 * what is no HTTP; and a warning when a client of Kafka tries again, which it does by itself. Neither is for whoever
 * reads the log. Classes are told by name: this module has neither library.
 */
enum Loudness {
    AS_IT_IS,
    /** Without a trace, which says nothing but that the broker is away. */
    ONE_LINE,
    /** At DEBUG. */
    DETAIL;

    private static final String OURS = "io.infrabot.";
    private static final String KAFKA = "org.apache.kafka.";
    private static final String KAFKA_ERRORS = "org.apache.kafka.common.errors.";
    private static final List<String> DOORS =
            List.of("io.quarkus.vertx.http.", "io.vertx.", "io.netty.", "org.jboss.resteasy.reactive.");
    private static final List<String> PARSERS = List.of("io.netty.handler.codec.", "io.vertx.core.http.impl.HttpUtils");
    private static final List<String> PARTINGS =
            List.of("io.vertx.core.http.HttpClosedException", "io.vertx.core.http.StreamResetException");
    /** As the client says it; it goes on by itself, and what lasts is said by {@link BrokerContact}. */
    private static final List<String> TRIES_AGAIN = List.of(
            "reported a recoverable issue",
            "retrying (",
            "Received invalid metadata error in produce request",
            "Rebootstrapping with");

    private static final String CHANNELS = "io.smallrye.reactive.messaging.kafka";
    /** A record could not be sent. The code that sent it gets the error, and sends again or logs it. */
    private static final List<String> NOT_SENT = List.of("SRMSG18206", "SRMSG18212");

    private static final String PASSES_BY_ITSELF = KAFKA_ERRORS + "RetriableException";
    /** Frames that are looked at to find who could not read it. */
    private static final int TOP = 6;

    static Loudness of(LogRecord record, String text) {
        var logger = String.valueOf(record.getLoggerName());
        if (logger.startsWith(KAFKA) && TRIES_AGAIN.stream().anyMatch(text::contains)) {
            return DETAIL;
        }
        if (record.getThrown() == null || record.getLevel().intValue() > Level.ERROR.intValue()) {
            return AS_IT_IS;
        }
        var chain = chain(record.getThrown());
        if (chain.stream().anyMatch(each -> each.getClass().getName().startsWith(KAFKA_ERRORS))) {
            var isTold = logger.startsWith(CHANNELS) && NOT_SENT.stream().anyMatch(text::contains);
            return isTold && chain.stream().anyMatch(Loudness::passesByItself) ? DETAIL : ONE_LINE;
        }
        return DOORS.stream().anyMatch(logger::startsWith) && isOfTheCaller(chain) ? DETAIL : AS_IT_IS;
    }

    /** The innermost cause, as text. */
    static String rootOf(@Nullable Throwable thrown) {
        return thrown == null ? "" : chain(thrown).getLast().toString();
    }

    /** Where our own code took part it is a fault of ours. */
    private static boolean isOfTheCaller(List<Throwable> chain) {
        return chain.stream().noneMatch(Loudness::isOurs)
                && chain.stream().anyMatch(each -> isParting(each) || isUnreadable(each));
    }

    private static boolean isOurs(Throwable one) {
        return Arrays.stream(one.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(OURS));
    }

    private static boolean isParting(Throwable one) {
        return one instanceof IOException || PARTINGS.contains(one.getClass().getName());
    }

    private static boolean passesByItself(Throwable one) {
        for (@Nullable Class<?> type = one.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(PASSES_BY_ITSELF)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnreadable(Throwable one) {
        return String.valueOf(one.getMessage()).startsWith("For HTTP/1.x requests")
                || PARSERS.stream().anyMatch(one.getClass().getName()::startsWith)
                || Arrays.stream(one.getStackTrace())
                        .limit(TOP)
                        .anyMatch(frame -> PARSERS.stream().anyMatch(frame.getClassName()::startsWith));
    }

    private static List<Throwable> chain(Throwable thrown) {
        var chain = new ArrayList<Throwable>();
        for (@Nullable Throwable each = thrown; each != null && !chain.contains(each); each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }
}
