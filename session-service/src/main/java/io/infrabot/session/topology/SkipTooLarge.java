package io.infrabot.session.topology;

import io.infrabot.service.log.LogKey;
import io.infrabot.service.log.LogKeys;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jboss.logging.Logger;

/**
 * A record that no broker will ever take must not stop the stream for good: it is left out, and said loudly. What comes
 * in is bounded so that this does not happen; every other failure ends the instance, which
 * starts again from what the brokers hold (ADR 010).
 */
public final class SkipTooLarge implements ProductionExceptionHandler {

    private static final Logger LOG = Logger.getLogger(SkipTooLarge.class);

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException) {
            try (var _ = LogKeys.with(LogKey.TOPIC, record.topic())) {
                LOG.errorf(exception, "left out a record for %s that is too large", record.topic());
            }
            return Response.resume();
        }
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // nothing to configure
    }
}
