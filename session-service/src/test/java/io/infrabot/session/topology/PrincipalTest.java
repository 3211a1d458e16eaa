package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Facts say who asked for what led to them, for as long as the history is kept. */
class PrincipalTest extends WriterInADriver {

    @Test
    void factsCarryWhoAsked() {
        ask("request-1", createSession(), "ada");

        assertThat(principals()).containsOnly(Optional.of("ada"));
    }

    @Test
    void aRequestThatDoesNotSayIsAnonymous() {
        ask(createSession());

        assertThat(principals()).containsOnly(Optional.of("anonymous"));
    }

    @Test
    void whatANodeReportsNobodyAskedFor() {
        aNodeBeats("i");
        ask(createSession());
        ask(noop());
        var start = (Work.StartRun) work().getFirst();
        assertThat(principals()).isNotEmpty();

        report(started(start));
        report(succeeded(start));

        assertThat(principals()).isNotEmpty().containsOnly(Optional.empty());
    }

    @Test
    void whoCannotBeNamedIsNotKept() {
        ask("request-1", createSession(), "a".repeat(257));

        assertThat(facts()).isEmpty();
        assertThat(deadLetterReasons(TopicNames.REQUESTS)).containsExactly("NOT_A_CLOUD_EVENT");
    }

    private void ask(String id, io.infrabot.events.Request request, String principal) {
        var headers = Envelope.of(id, "/test", NOON).askedBy(principal).headersFor(request);
        pipe(TopicNames.REQUESTS, SESSION.value(), RecordCodec.encode(request), headers);
    }

    /** Of the facts since they were read last. */
    private List<Optional<String>> principals() {
        return read(TopicNames.SESSION_EVENTS).stream()
                .map(fact -> Optional.ofNullable(RecordCodec.text(fact.headers(), Headers.PRINCIPAL)))
                .toList();
    }
}
