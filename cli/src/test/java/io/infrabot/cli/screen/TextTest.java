package io.infrabot.cli.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.rest.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(new Table("TYPE", "STATUS")
                        .row("docker.pull", "SUCCEEDED")
                        .row("x", 7)
                        .lines())
                .containsExactly("TYPE         STATUS", "docker.pull  SUCCEEDED", "x            7");
    }

    @Test
    void secondsHaveTwoPlaces() {
        assertThat(Text.seconds(Duration.ofMillis(4_218))).isEqualTo("4.22");
        assertThat(Text.seconds(null)).isEqualTo("-");
    }

    @Test
    void whatCameOverTheNetworkCannotCommandTheTerminal() {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        var terminal = new Terminal(out, out, false, 80);
        var evil = "a\u001b[2Jb\r\nforged\u009b31m\u202egnirts\u2066\0\u0007\ud800 \udb40\udc41 ü 😀";

        terminal.say(evil);
        terminal.complain(evil);
        new Table("NAME").row(evil).lines().forEach(terminal::say);

        assertThat(said.toString(UTF_8).lines()).hasSize(4);
        assertThat(said.toString(UTF_8).replace("\n", ""))
                .matches("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*")
                .contains("a\\u001b[2Jb\\u000d\\u000aforged\\u009b31m", "\\udb40\\udc41 ü 😀");
    }

    @Test
    void aLineOfJsonStillMeansTheSame() {
        var json = Json.object().put("name", "a\u009b31m\u202e\udb40\udc41\u2028");

        assertThat(Json.read(Text.harmless(Json.line(json)))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"'', 100", "120, 120", "0, 100", "-5, 100", "abc, 100", "10, 40", "99999999999, 100"})
    void theWidthComesFromColumnsWhereItMakesSense(String columns, int width) {
        assertThat(Terminal.widthOf(columns)).isEqualTo(width);
    }
}
