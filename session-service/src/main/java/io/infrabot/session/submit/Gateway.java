package io.infrabot.session.submit;

import io.infrabot.events.Request;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Input;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.problem.FieldPaths;
import io.infrabot.session.problem.Overload;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.topology.LedgerReads;
import io.infrabot.session.topology.RequestGate;
import io.infrabot.session.writer.Answers;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.infrabot.wire.RequestForm;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request in the three steps of the front door: try it on the ledger and refuse without a trace; else publish
 * one record; then answer with what the writer decided, or with "not decided yet". Non-blocking.
 */
@ApplicationScoped
public class Gateway {

    private final LedgerReads ledger;
    private final Decider decider;
    private final KnownNodes nodes;
    private final Answers answers;
    private final MutinyEmitter<byte[]> requests;
    private final Clock clock;
    private final SessionConfig config;

    Gateway(
            LedgerReads ledger,
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

    /**
     * Asks for {@code request}.
     *
     * @param id             its {@code ce_id}; the same for a repeat under the same key
     * @param idempotencyKey as the caller gave it
     * @return whether it has been decided; fails with {@link RefusedRequest} where it is refused
     */
    public Uni<Boolean> ask(Request request, String id, @Nullable String idempotencyKey) {
        var refused = refusalOfForm(request, id);
        if (refused.isPresent()) {
            return Uni.createFrom().failure(refused.get());
        }
        var origin = new Input.Origin("rest", 0, 0, clock.instant(), Input.FRONT_DOOR, id);
        var tried = decider.tried(ledger.of(request.sessionId()), request, origin, nodes);
        return switch (tried) {
            case Decision.Refused(var refusal) -> Uni.createFrom().failure(refused(request, refusal));
            case Decision.Nothing _ -> Uni.createFrom().item(true);
            case Decision.Facts(var _, var refusal)
            when refusal != null -> Uni.createFrom().failure(refused(request, refusal));
            case Decision.Facts _ -> publish(request, origin, idempotencyKey);
        };
    }

    private Uni<Boolean> publish(Request request, Input.Origin origin, @Nullable String idempotencyKey) {
        var record = RecordCodec.encode(request);
        if (record.length > RequestGate.MAX_BYTES) {
            return Uni.createFrom().failure(tooLarge());
        }
        if (!nodes.isBrokerHeard(System.nanoTime())) {
            return Uni.createFrom().failure(new RefusedRequest(brokerAway()));
        }
        if (answers.isFull()) {
            return Uni.createFrom()
                    .failure(new RefusedRequest(Overload.ofInstance("as many decisions are waited for as can be")));
        }
        var answer = answers.to(request.sessionId(), origin.requestId());
        var envelope = Envelope.of(origin.id(), Input.FRONT_DOOR, origin.at())
                .under(idempotencyKey)
                .askedBy(Envelope.ANONYMOUS);
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(request.sessionId().value())
                .withHeaders(envelope.headersFor(request))
                .build();
        return requests.sendMessage(Message.of(record, Metadata.of(metadata)))
                .ifNoItem()
                .after(config.decisionWait())
                .fail()
                .onFailure()
                .transform(_ -> notStored())
                .chain(() -> Uni.createFrom()
                        .completionStage(answer)
                        .map(refusal -> decided(request, refusal))
                        .ifNoItem()
                        .after(config.decisionWait())
                        .recoverWithItem(false)
                        .onFailure(Gateway::isTimeout)
                        .recoverWithItem(false))
                .chain(decided -> decided && idempotencyKey != null ? recheck(request, origin) : item(decided));
    }

    /** Another request under the same key may have been the one that was decided. */
    private Uni<Boolean> recheck(Request request, Input.Origin origin) {
        var again = decider.tried(ledger.of(request.sessionId()), request, origin, nodes);
        return again instanceof Decision.Refused(var refusal)
                ? Uni.createFrom().failure(refused(request, refusal))
                : item(true);
    }

    /** Asked before anything is published, with the code of the writer's gate: what is stored is decided. */
    static Optional<RefusedRequest> refusalOfForm(Request request, String id) {
        var violations = RequestForm.violations(request);
        // arguments may be as large as the whole request, so that it is the request that is too large
        if (violations.stream().anyMatch(each -> each.tooMuch() && each.field().equals("arguments"))) {
            return Optional.of(tooLarge());
        }
        if (!violations.isEmpty()) {
            return Optional.of(new RefusedRequest(FieldPaths.problemOf(request, violations)));
        }
        return Envelope.of(id, Input.FRONT_DOOR, Instant.EPOCH).complaint() == null
                ? Optional.empty()
                : Optional.of(new RefusedRequest(Problem.of(
                        400, "REQUEST_INVALID", "Idempotency-Key must be printable and at most 255 characters")));
    }

    private static RefusedRequest tooLarge() {
        return new RefusedRequest(Problem.of(
                413, "BODY_TOO_LARGE", "a request may have " + RequestGate.MAX_BYTES + " bytes as a record"));
    }

    private static RefusedRequest refused(Request request, Refusal refusal) {
        return new RefusedRequest(FieldPaths.inBody(request, refusal));
    }

    private static Uni<Boolean> item(boolean decided) {
        return Uni.createFrom().item(decided);
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
    }

    private static boolean decided(Request request, Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw refused(request, why);
        });
        return true;
    }

    /** Known before anything is sent: nobody needs to wait for what cannot come (F19). */
    private static Problem brokerAway() {
        return Problem.of(503, "NOT_READY", "the broker does not answer now; nothing was written, try again shortly");
    }

    /** 202 means stored. Here nobody can tell, so that it must not be said. */
    private static RefusedRequest notStored() {
        return new RefusedRequest(Problem.of(
                503,
                "NOT_READY",
                "the broker did not confirm the request in time; it may or may not be done: "
                        + "repeat it with the same Idempotency-Key"));
    }
}
