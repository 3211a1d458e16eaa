package io.infrabot.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ShownOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsTest {

    private static final ShownOperation RUNNING = operation("{\"type\":\"docker.pull\",\"status\":\"RUNNING\"}");

    private static final String FOUR_LAYERS = """
            {"fraction":0.5,"message":"2 of 4 layers","currentBytes":40000000,"totalBytes":80000000,"layers":[
              {"id":"a3ed95caeb02","status":"Pull complete","currentBytes":8000000,"totalBytes":8000000},
              {"id":"5f70bf18a086","status":"Downloading","currentBytes":4000000,"totalBytes":16000000},
              {"id":"c0ffee254729","status":"Waiting"},
              {"id":"0123456789abcdef","status":"Verifying Checksum and more","currentBytes":32000000,"totalBytes":32000000}]}
            """;

    @Test
    void eachLayerHasItsLine() {
        assertThat(Bars.draw(RUNNING, progress(FOUR_LAYERS), 80))
                .containsExactly(
                        "docker.pull  RUNNING   50 %  40.0/80.0 MB  2 of 4 layers",
                        "a3ed95caeb02 [==========================]        8.0/8.0 MB  Pull complete",
                        "5f70bf18a086 [======>                   ]       4.0/16.0 MB  Downloading",
                        "c0ffee254729 [>                         ]                    Waiting",
                        "0123456789a… [==========================]      32.0/32.0 MB  Verifying Checksu…");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 60, 79, 100, 200})
    void noLineIsWiderThanTheScreen(int width) {
        assertThat(Bars.draw(RUNNING, progress(FOUR_LAYERS), width))
                .hasSize(5)
                .allMatch(line -> line.length() <= width);
    }

    @Test
    void aWiderScreenHasLongerBars() {
        assertThat(Bars.draw(RUNNING, progress(FOUR_LAYERS), 100).get(1)).contains("[" + "=".repeat(46) + "]");
    }

    @Test
    void whatWaitsSaysWhyAndWhere() {
        var queued = operation(
                "{\"type\":\"docker.pull\",\"status\":\"QUEUED\",\"waiting\":{\"reason\":\"NODES_BUSY\",\"position\":3}}");

        assertThat(Bars.draw(queued, Progress.NONE, 80)).containsExactly("docker.pull  QUEUED  NODES_BUSY, position 3");
    }

    @Test
    void beforeAnyProgressThereIsNone() {
        assertThat(Bars.draw(RUNNING, Progress.NONE, 80)).containsExactly("docker.pull  RUNNING");
    }

    @Test
    void nineHundredNinetyNineThousandthsAreNotAllOfIt() {
        assertThat(Bars.summary(RUNNING, progress("{\"fraction\":0.999}"))).endsWith(" 99 %");
    }

    @Test
    void moreLayersThanTheScreenHoldsAreCounted() {
        var layers = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            layers.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"layer%02d\",\"status\":\"%s\"}"
                            .formatted(i, i < 10 ? "Pull complete" : "Waiting"));
        }

        var lines = Bars.draw(RUNNING, progress("{\"layers\":[" + layers + "]}"), 80);

        assertThat(lines).hasSize(18);
        assertThat(lines.get(1)).startsWith("layer10");
        assertThat(lines.getLast()).isEqualTo("  and 14 more layers");
    }

    @Test
    void whatTheEngineSaysCannotStealTheTerminal() {
        var evil = progress(
                "{\"message\":\"\\u001b[2Jgone\",\"layers\":[{\"id\":\"a\\u001b]0;x\\u0007\",\"status\":\"b\\nc\"}]}");

        assertThat(String.join("", Bars.draw(RUNNING, evil, 80))).doesNotContain("\033", "\007", "\n");
    }

    @Test
    void bytesBeyondTheTotalFillTheBarAndNoMore() {
        var over = progress(
                "{\"fraction\":7,\"layers\":[{\"id\":\"a\",\"status\":\"x\",\"currentBytes\":9,\"totalBytes\":3},"
                        + "{\"id\":\"b\",\"status\":\"x\",\"currentBytes\":-9,\"totalBytes\":3},"
                        + "{\"id\":\"c\",\"status\":\"x\",\"currentBytes\":9,\"totalBytes\":0}]}");

        assertThat(Bars.draw(RUNNING, over, 80))
                .satisfiesExactly(
                        line -> assertThat(line).contains("100 %"),
                        line -> assertThat(line).contains("[==========================]"),
                        line -> assertThat(line).contains("[>                         ]"),
                        line -> assertThat(line).contains("[>                         ]"));
    }

    @Test
    void aLayerThatIsNotNamedAgainStaysAsItWas() {
        var later = progress(FOUR_LAYERS)
                .with(Json.read("{\"layers\":[{\"id\":\"5f70bf18a086\",\"status\":\"Extracting\"}]}"));

        assertThat(later.layers())
                .extracting(Progress.Layer::status)
                .containsExactly("Pull complete", "Extracting", "Waiting", "Verifying Checksum and more");
        assertThat(later.totalBytes()).isEqualTo(80_000_000);
    }

    private static Progress progress(String json) {
        return Progress.NONE.with(Json.read(json));
    }

    private static ShownOperation operation(String json) {
        return new ShownOperation(Json.read(json));
    }
}
