package io.infrabot.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.bench.row.Benchmark;
import io.infrabot.bench.row.Benchmarks;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "faster; there is no benchmark faster; see ./infrabot bench --list",
                "--rounds 0; rounds must be 1 to 100, but is 0",
                "--rounds many; is not an int",
                "--seconds 0; a turn must be above 0",
                "--seconds 601; at most 600 s",
                "--fast; Unknown option"
            })
    void wrongArgumentsAreSaidAndNothingRuns(String arguments, String words) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(said.toString()).contains(words);
    }

    @Test
    void helpNamesEveryOptionThatAUserHas() {
        assertThat(run("--help")).isZero();
        assertThat(said.toString()).contains("--rounds", "--seconds", "--quick", "--json", "--jfr", "--list");
    }

    @Test
    void namesOfBenchmarksAreUniqueAndHaveWords() {
        assertThat(Benchmarks.all()).extracting(Benchmark::name).doesNotHaveDuplicates();
        assertThat(Benchmarks.all()).allMatch(each -> each.what().length() > 20);
    }

    private int run(String... arguments) {
        var writer = new PrintWriter(said);
        return new CommandLine(new Main()).setOut(writer).setErr(writer).execute(arguments);
    }
}
