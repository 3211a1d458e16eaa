package io.infrabot.session.api;

import io.infrabot.events.Request;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Input;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.writer.Answers;
import io.infrabot.session.writer.OwnLedger;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request in the three steps of the front door: try it on the ledger and refuse without a trace; else publish
 * one record; then answer with what the writer decided, or with "not decided yet". Non-blocking.
 */
@ApplicationScoped
class Gateway {

    private static final String SOURCE = "/gateway";

    private final OwnLedger ledger;
    private final Decider decider;
    private final KnownNodes nodes;
    private final Answers answers;
    private final MutinyEmitter<byte[]> requests;
    private final Clock clock;
    private final SessionConfig config;

    Gateway(
            OwnLedger ledger,
            Decider decider,
            KnownNodes nodes,
            Answers answers,
            @Channel("requests") MutinyEmitter<byte[]> requests,
            Clock clock,
            SessionConfig config) {
        this.ledger = ledger;
        this.decider = decider;
        this.nodes = nodes;
        this.answers = answers;
        this.requests = requests;
        this.clock = clock;
        this.config = config;
    }

    /** The {@code ce_source} of what comes by REST. */
    static String source() {
        return SOURCE;
    }

    /**
     * Asks for {@code request}.
     *
     * @param id             its {@code ce_id}; the same for a repeat under the same key
     * @param idempotencyKey as the caller gave it
     * @return whether it has been decided; fails with {@link Refused} where it is refused
     */
    Uni<Boolean> ask(Request request, String id, @Nullable String idempotencyKey) {
        var origin = new Input.Origin("rest", 0, 0, clock.instant(), SOURCE, id);
        var tried = decider.decide(ledger.of(request.sessionId()), new Input.Asked(request, origin), nodes);
        return switch (tried) {
            case Decision.Refused(var refusal) -> Uni.createFrom().failure(new Refused(refusal));
            case Decision.Nothing _ -> Uni.createFrom().item(true);
            case Decision.Facts(var _, var refusal)
            when refusal != null -> Uni.createFrom().failure(new Refused(refusal));
            case Decision.Facts _ -> publish(request, origin, idempotencyKey);
        };
    }

    private Uni<Boolean> publish(Request request, Input.Origin origin, @Nullable String idempotencyKey) {
        var answer = answers.to(origin.requestId());
        var envelope = Envelope.of(origin.id(), SOURCE, origin.at()).under(idempotencyKey);
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(request.sessionId().value())
                .withHeaders(envelope.headersFor(request))
                .build();
        return requests.sendMessage(Message.of(RecordCodec.encode(request), Metadata.of(metadata)))
                .onFailure()
                .transform(_ -> notAccepted(answer))
                .chain(() -> Uni.createFrom().completionStage(answer))
                .ifNoItem()
                .after(config.decisionWait())
                .fail()
                .map(refusal -> {
                    refusal.ifPresent(why -> {
                        throw new Refused(why);
                    });
                    return true;
                })
                .onFailure(TimeoutException.class)
                .recoverWithItem(() -> {
                    answer.cancel(false);
                    return false;
                });
    }

    private static Refused notAccepted(CompletableFuture<?> answer) {
        answer.cancel(false);
        return new Refused(Problem.of(
                503,
                "NOT_READY",
                "the broker did not take the request; nothing was done as far as is known, repeat it"));
    }
}
