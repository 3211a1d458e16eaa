package io.infrabot.session.contract;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.infrabot.session.problem.ProblemCode;
import io.infrabot.wire.Json;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml, which the service serves, is what routes and records say; docs/API.md says the same to people. */
class ContractTest {

    private static final Path COMMITTED = Path.of("../docs/openapi.yaml");
    private static final Path PAGE = Path.of("../docs/API.md");
    private static final String HOW = "to write it anew: ./mvnw test -pl session-service -am -Dtest=ContractTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dinfrabot.contract.write=true";
    private static final ObjectNode DERIVED = Contract.derived();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @Test
    void theCommittedContractIsWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("infrabot.contract.write")) {
            YAML.writeValue(COMMITTED.toFile(), DERIVED);
        }

        assertThat(YAML.readTree(COMMITTED.toFile()))
                .as(HOW)
                .isEqualTo(YAML.readTree(YAML.writeValueAsString(DERIVED)));
    }

    @Test
    void whatServesItChangesNothing() throws IOException {
        var served = SmallRyeOpenAPI.builder()
                .withCustomStaticFile(ContractTest::committed)
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false)
                .build();

        assertThat(YAML.readTree(served.toYAML())).isEqualTo(YAML.readTree(COMMITTED.toFile()));
        assertThat(Json.tolerant().readTree(served.toJSON())).isEqualTo(YAML.readTree(COMMITTED.toFile()));
    }

    @Test
    void nothingIsDescribedThatDoesNotExist() {
        assertThat(Contract.unusedWords()).isEmpty();
    }

    @Test
    void eachRouteOfThePageIsInTheContractAndTheOtherWayRound() throws IOException {
        var described = found("`(GET|POST|PUT|DELETE) (/[^`?]*)", Files.readString(PAGE))
                .map(each -> each.group(1) + " /api/v1" + each.group(2))
                .collect(toCollection(TreeSet::new));

        var routes = new TreeSet<String>();
        DERIVED.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(verb -> routes.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void eachQueryParameterIsOnThePage() throws IOException {
        var page = Files.readString(PAGE);

        assertThat(DERIVED.at("/components/parameters"))
                .filteredOn(parameter -> parameter.path("in").asText().equals("query"))
                .extracting(parameter -> parameter.path("name").asText())
                .allSatisfy(name -> assertThat(page).containsPattern("[?&]" + name + "="));
    }

    @Test
    void eachCodeOfThePageIsInTheContractWithItsStatusAndTheOtherWayRound() throws IOException {
        var page = Files.readString(PAGE);
        var table = page.substring(page.indexOf("| Status | Codes |"), page.indexOf("An operation's own `error.code`"));

        var codes = new TreeSet<String>();
        table.lines()
                .skip(2)
                .forEach(row -> found("`([A-Z]+(?:_[A-Z]+)*)`", row).forEach(code -> {
                    codes.add(code.group(1));
                    assertThat(row)
                            .contains(String.valueOf(
                                    ProblemCode.valueOf(code.group(1)).status()));
                }));
        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ProblemCode.values()).map(Enum::name).toList());
    }

    @Test
    void eachProblemThatTheServiceMakesIsOneOfTheContract() throws IOException {
        var made = new ArrayList<MatchResult>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                found("Problem\\.of\\(\\s*(\\d{3}),\\s*\"([A-Z_]+)\"", Files.readString(source))
                        .forEach(made::add);
            }
        }

        assertThat(made)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        each -> assertThat(ProblemCode.valueOf(each.group(2)).status())
                                .isEqualTo(Integer.parseInt(each.group(1))));
    }

    @Test
    void whatAClientNeedsIsNamedOnceAndIsThere() {
        var references = references(DERIVED);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(DERIVED.at(reference.substring(1)))
                        .as(reference)
                        .isInstanceOf(ObjectNode.class));
        assertThat(operationIds(DERIVED)).doesNotHaveDuplicates();
        assertThat(DERIVED.toString()).doesNotContain("Multi", "OutboundSseEvent", "java.");
    }

    @Test
    void bodiesAreClosedAndAnswersAreOpen() {
        DERIVED.at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(
                                schema.getValue().path("additionalProperties").isBoolean()
                                        && !schema.getValue()
                                                .path("additionalProperties")
                                                .asBoolean())
                        .as(schema.getKey())
                        .isEqualTo(schema.getKey().endsWith("Request")));
    }

    private static InputStream committed() {
        try {
            return Files.newInputStream(COMMITTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> operationIds(JsonNode contract) {
        return contract.findValuesAsText("operationId").stream()
                .filter(id -> id.matches("[a-z][A-Za-z]+"))
                .toList();
    }

    private static Set<String> references(JsonNode contract) {
        return new TreeSet<>(contract.findValuesAsText("$ref"));
    }

    private static Stream<MatchResult> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }
}
