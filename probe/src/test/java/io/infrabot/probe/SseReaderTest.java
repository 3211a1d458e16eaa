package io.infrabot.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.SseReader.SseEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseReaderTest {

    @Test
    void anEventHasItsNameItsIdAndItsData() throws IOException {
        assertThat(read("event: state\nid: 7\ndata: {\"a\":1}\n\n"))
                .containsExactly(new SseEvent("7", true, "state", "{\"a\":1}"));
    }

    @Test
    void theIdHoldsUntilTheNext() throws IOException {
        assertThat(read("id:7\ndata:a\n\nevent:progress\ndata:b\n\nid:9\ndata:c\n\n"))
                .containsExactly(
                        new SseEvent("7", true, "message", "a"),
                        new SseEvent("7", false, "progress", "b"),
                        new SseEvent("9", true, "message", "c"));
    }

    @Test
    void heartbeatsAndUnknownFieldsPassUnseen() throws IOException {
        assertThat(read(": still here\n\n:\nretry: 3000\nfoo: bar\nlonely\ndata: x\n\n"))
                .containsExactly(new SseEvent(null, false, "message", "x"));
    }

    @Test
    void linesOfDataAreJoined() throws IOException {
        assertThat(read("data: {\r\ndata:   \"a\": 1\r\ndata: }\r\n\r\n"))
                .containsExactly(new SseEvent(null, false, "message", "{\n  \"a\": 1\n}"));
    }

    @Test
    void anEventThatIsCutOffIsNone() throws IOException {
        assertThat(read("data: whole\n\nevent: end\ndata: {\"half"))
                .containsExactly(new SseEvent(null, false, "message", "whole"));
    }

    private static List<SseEvent> read(String stream) throws IOException {
        var reader = new SseReader(new ByteArrayInputStream(stream.getBytes(UTF_8)));
        var events = new ArrayList<SseEvent>();
        for (var event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }
}
