package io.infrabot.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A test that no build runs proves nothing, and nobody misses it. */
class EveryTestIsRunTest {

    private static final String FAILSAFE = "<artifactId>maven-failsafe-plugin</artifactId>";

    private static final Pattern TEST =
            Pattern.compile("^\\s*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|ArchTest)\\b", Pattern.MULTILINE);

    /** The tests of an abstract class run in its subclasses. */
    private static final Pattern EXTENDED =
            Pattern.compile("^(?:public )?(?:abstract class|interface) ", Pattern.MULTILINE);

    @Test
    void aModuleWithSlowTestsAsksForThemToBeRun() throws IOException {
        for (var module : TestSources.modules()) {
            var slow = TestSources.filesOf(module).stream()
                    .map(TestSources::typeOf)
                    .filter(type -> type.endsWith("IT"))
                    .toList();
            if (!slow.isEmpty()) {
                assertThat(Files.readString(module.resolve("pom.xml")).contains(FAILSAFE))
                        .as("%s, which has %s, asks for failsafe", module.getFileName(), slow)
                        .isTrue();
            }
        }
    }

    @Test
    void aClassWithTestsIsNamedAsTheBuildLooksForThem() throws IOException {
        for (var module : TestSources.modules()) {
            assertThat(TestSources.filesOf(module))
                    .filteredOn(file -> !TestSources.typeOf(file).matches(".*(Test|IT)"))
                    .filteredOn(file -> TEST.matcher(TestSources.textOf(file)).find())
                    .filteredOn(
                            file -> !EXTENDED.matcher(TestSources.textOf(file)).find())
                    .isEmpty();
        }
    }
}
