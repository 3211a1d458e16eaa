package io.infrabot.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.cli.ask.ArgumentWords.Misused;
import io.infrabot.cli.rest.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentWordsTest {

    private static final Path HERE = Path.of("/home/me/app");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docker.pull  | 127.0.0.1:5000/demo/app:1                  | {"image":"127.0.0.1:5000/demo/app:1"}
            docker.pull  | demo/app:1 Always linux/arm64              | {"image":"demo/app:1","policy":"Always","platform":"linux/arm64"}
            docker.pull  | policy=Never image=demo/app:1              | {"policy":"Never","image":"demo/app:1"}
            docker.pull  | demo/app:1 target.kind=node target.node=n1 | {"image":"demo/app:1","target":{"kind":"node","node":"n1"}}
            docker.push  | demo/app:1                                 | {"image":"demo/app:1"}
            docker.tag   | a:1 b:2                                    | {"source":"a:1","target":"b:2"}
            docker.build | . a:1                                      | {"context":"/home/me/app","tag":"a:1"}
            docker.build | ../x a:1 Other                             | {"context":"/home/me/x","tag":"a:1","dockerfile":"Other"}
            docker.build | /srv/x=y a:1                               | {"context":"/srv/x=y","tag":"a:1"}
            docker.build | . a:1 buildArgs.N=1 buildArgs.A.B=x=y      | {"context":"/home/me/app","tag":"a:1","buildArgs":{"N":"1","A.B":"x=y"}}
            docker.new   | force=true                                 | {"force":"true"}
            tool.noop    | millis=200 deep=true who=me list=[1,2]     | {"arguments":{"millis":200,"deep":true,"who":"me","list":[1,2]}}
            tool.noop    | text="5" empty=                            | {"arguments":{"text":"5","empty":""}}
            tool.noop    |                                            | {"arguments":{}}
            """)
    void wordsBecomeTheArgumentsOfTheirType(String type, String words, String body) {
        assertThat(ArgumentWords.bodyOf(type, words == null ? List.of() : List.of(words.split(" ", -1)), HERE))
                .hasToString(Json.read(body).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            all            | {"kind":"all"}
            any            | {"kind":"any"}
            docker-ops-2   | {"kind":"node","node":"docker-ops-2"}
            zone=a,disk=x= | {"kind":"labels","labels":{"zone":"a","disk":"x="}}
            """)
    void whereItRunsIsANodeLabelsOrAll(String where, String target) {
        assertThat(ArgumentWords.targetOf(where)).hasToString(Json.read(target).toString());
    }

    @Test
    void aTagSaysItsNodeElsewhereForItsTargetIsAName() {
        assertThat(ArgumentWords.placementField("docker.tag")).isEqualTo("placement");
        assertThat(ArgumentWords.placementField("docker.pull")).isEqualTo("target");
        assertThatThrownBy(() -> ArgumentWords.targetOf("zone=a,b")).isInstanceOf(Misused.class);
    }

    @Test
    void aWordTooManyIsRefusedByName() {
        assertThatThrownBy(() -> ArgumentWords.bodyOf("docker.tag", List.of("a", "b", "c"), HERE))
                .isInstanceOf(Misused.class)
                .hasMessage("docker.tag takes source, target, and no 'c'");
    }

    @Test
    void aToolHasNoPlaces() {
        assertThatThrownBy(() -> ArgumentWords.bodyOf("tool.noop", List.of("200"), HERE))
                .isInstanceOf(Misused.class)
                .hasMessage("tool.noop takes NAME=VALUE, but got '200'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a image=b", "image=a image=b", "target=a target.kind=any", "target.kind=any target=a"})
    void whatIsGivenTwiceIsRefused(String words) {
        assertThatThrownBy(() -> ArgumentWords.bodyOf("docker.pull", List.of(words.split(" ", -1)), HERE))
                .isInstanceOf(Misused.class)
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @CsvSource({"docker.pull, /docker/pull", "tool.host.facts, /tools/host.facts", "tool.a/b, /tools/a%2Fb"})
    void aTypeHasItsPath(String type, String path) {
        assertThat(ArgumentWords.pathOf(type)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pull", "docker", "docker.", "tool.", "device.scan"})
    void anotherTypeHasNone(String type) {
        assertThatThrownBy(() -> ArgumentWords.pathOf(type))
                .isInstanceOf(Misused.class)
                .hasMessageContaining("'" + type + "'");
    }
}
