package io.infrabot.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";
    private static final String OURS = "io.infrabot.session.writer.SessionProcessor";

    private long now = Long.MIN_VALUE;
    private final LogGuard guard = new LogGuard(new Repeats(() -> now));

    @Test
    void oneLineAMinuteOfWhatALibraryRepeatsAndTheNextSaysHowMuchWasLeftOut() {
        var written = IntStream.range(0, 100)
                .mapToObj(each -> record(CLIENT, Level.WARN, away(each)))
                .filter(guard::isLoggable)
                .count();
        now += Duration.ofMinutes(1).toNanos();
        var next = record(CLIENT, Level.WARN, away(1));

        assertThat(written).isEqualTo(1);
        assertThat(guard.isLoggable(next)).isTrue();
        assertThat(next.getMessage()).endsWith("could not be established. [99 more like this were left out]");
    }

    @Test
    void anotherKindOfLineIsNotLeftOut() {
        assertThat(guard.isLoggable(record(CLIENT, Level.WARN, away(1)))).isTrue();
        assertThat(guard.isLoggable(record(CLIENT, Level.WARN, "the certificate is not trusted")))
                .isTrue();
    }

    @Test
    void ourOwnLinesAreToldApartByTheirWordsWhateverTheirValues() {
        var written = IntStream.range(0, 1_000)
                .mapToObj(each -> {
                    var record = new ExtLogRecord(Level.WARN, "to the dead letters: %s", FormatStyle.PRINTF, "test");
                    record.setLoggerName(OURS);
                    record.setParameters(new Object[] {"forged-" + (char) ('a' + each % 26) + each});
                    return record;
                })
                .filter(guard::isLoggable)
                .count();

        assertThat(written).isEqualTo(30);
    }

    @Test
    void whatIsFatalAndWhatIsFinerThanInfoIsAlwaysWritten() {
        var records = LongStream.range(0, 100)
                .boxed()
                .flatMap(_ -> java.util.stream.Stream.of(
                        record(OURS, Level.FATAL, "this instance ends"), record(OURS, Level.DEBUG, "a run ended")));

        assertThat(records.filter(guard::isLoggable)).hasSize(200);
    }

    @Test
    void kindsAreForgottenAndNotKeptForEver() {
        for (var each = 0; each < 5_000; each++) {
            var word = each + "x";
            var letters = word.chars()
                    .map(digit -> digit + 'g' - '0')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            guard.isLoggable(record(CLIENT, Level.WARN, letters.toString()));
        }

        assertThat(guard.isLoggable(record(CLIENT, Level.WARN, "the last"))).isTrue();
    }

    private static String away(int node) {
        return "[Producer clientId=producer-" + (char) ('a' + node % 26) + "] Connection to node -" + node
                + " (/127.0.0.1:" + (9_000 + node) + ") could not be established.";
    }

    private static ExtLogRecord record(String logger, java.util.logging.Level level, String text) {
        var record = new ExtLogRecord(level, text, FormatStyle.NO_FORMAT, "test");
        record.setLoggerName(logger);
        return record;
    }
}
