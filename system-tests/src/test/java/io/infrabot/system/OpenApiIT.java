package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.infrabot.system.harness.Program;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.Api.Answer;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract: served as it is committed, kept by what is really answered, and enough to generate a client from. */
@Order(Stack.SHARED)
class OpenApiIT {

    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();
    private static final Path CLIENT = DOCS.resolve("examples/typed-client");
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(?![a-z]+:|#)([^\"]+)\"");
    private static final int NOT_HERE = 3;

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    private final JsonNode contract = contract();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    @Test
    void itIsServedAsItIsCommittedAsYamlAndAsJson() throws IOException {
        assertThat(new YAMLMapper().readTree(get("/q/openapi").text())).isEqualTo(contract);
        assertThat(new YAMLMapper()
                        .readTree(
                                get("/q/openapi", "Accept", "application/yaml").text()))
                .isEqualTo(contract);
        for (var json : List.of(get("/q/openapi?format=JSON"), get("/q/openapi", "Accept", "application/json"))) {
            assertThat(json.header("content-type")).startsWith("application/json");
            assertThat(json.body()).isEqualTo(contract);
        }
    }

    @Test
    void swaggerUiIsThereWithAllThatItsPageNames() {
        for (var address : List.of("/q/swagger-ui", "/q/swagger-ui/")) {
            var page = follow(address);

            var assets = ASSET.matcher(page.text())
                    .results()
                    .map(each -> each.group(1))
                    .toList();
            assertThat(assets)
                    .as(address)
                    .isNotEmpty()
                    .allSatisfy(asset -> assertThat(get(STACK.api()
                                            .uri("/q/swagger-ui/")
                                            .resolve(asset)
                                            .getPath())
                                    .status())
                            .as(asset)
                            .isEqualTo(200));
            assertThat(page.text()).contains("/q/openapi");
        }
    }

    @Test
    void eachRouteOfItIsThere() {
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    // an id of nothing, and no body: refused by the route, or found empty, but never unknown
                    var address = path.getKey().replaceAll("\\{[^}]+}", "none");
                    var answer = STACK.api().call(verb.toUpperCase(Locale.ROOT), address, null);

                    assertThat(answer.status()).as("%s %s", verb, address).isNotEqualTo(405);
                    if (answer.status() >= 400) {
                        assertThat(answer.code()).isNotEqualTo("NOT_FOUND");
                        assertAnswersAre(path.getValue().path(verb), answer);
                    }
                }));
    }

    @Test
    void whatIsAnsweredIsWhatItSays() {
        var api = STACK.api();
        var session = api.session();
        var operation = api.noop(session);
        api.end(operation);

        assertGets("/api/v1/sessions", "/api/v1/sessions");
        assertGets("/api/v1/sessions/{id}", "/api/v1/sessions/" + session);
        assertGets("/api/v1/sessions/{id}/operations", "/api/v1/sessions/" + session + "/operations");
        assertGets("/api/v1/operations/{id}", "/api/v1/operations/" + operation);
        assertGets("/api/v1/docker/status", "/api/v1/docker/status");
        assertGets("/api/v1/docker/status", "/api/v1/docker/status?sessionId=" + session);
        assertGets("/api/v1/tools", "/api/v1/tools");
        assertGets("/api/v1/tools/{tool}", "/api/v1/tools/noop");
        assertGets("/api/v1/nodes", "/api/v1/nodes");
        assertGets("/api/v1/health", "/api/v1/health");
        assertGets("/api/v1/health/components", "/api/v1/health/components");
        assertAnswersAre(
                contract.at("/paths/~1api~1v1~1sessions/post"),
                api.post(
                        "/api/v1/sessions", Map.of("team", "t", "ttl", "PT90S", "limits", Map.of("maxOperations", 3))));
        assertAnswersAre(
                contract.at("/paths/~1api~1v1~1tools~1{tool}/post"),
                api.post("/api/v1/tools/noop", Map.of("sessionId", session)));
    }

    @Test
    void aClientWhoseTypesAreGeneratedFromItDoesTheDemosWork() throws IOException {
        var ready = Program.of(DOCS.resolve("../dev/npm-ci.sh").toString(), CLIENT.toString())
                .run();
        assumeTrue(ready.code() != NOT_HERE, ready.err());
        assertThat(ready.code()).as(ready.err()).isZero();
        var image = RegistryProbe.address() + "/" + RegistryProbe.newRepository() + ":1";
        STACK.with(() -> EngineProbe.remove(image));
        STACK.with(() -> EngineProbe.remove(image + "-tagged"));
        var context = Files.createDirectories(STACK.buildRoot().resolve("typed"));
        Files.writeString(context.resolve("content"), UUID.randomUUID().toString());
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY content /content\n");

        // generates the types and checks the program against them; then runs it
        Program.of("npm", "--prefix", CLIENT.toString(), "run", "build").say();
        var said = Program.of(
                        "node",
                        CLIENT.resolve("target/demo.js").toString(),
                        STACK.api().uri("/").toString().replaceFirst("/$", ""),
                        image,
                        context.toString())
                .say();

        assertThat(said)
                .contains(
                        "docker.build  SUCCEEDED", "docker.pull  SUCCEEDED", "tool.host.facts  SUCCEEDED", "TYPED OK");
    }

    private void assertGets(String route, String address) {
        var answer = get(address);

        assertThat(answer.status()).as(address).isEqualTo(200);
        assertAnswersAre(contract.path("paths").path(route).path("get"), answer);
    }

    /** Its status is one that the route has, and its body is of the form that goes with it. */
    private void assertAnswersAre(JsonNode operation, Answer answer) {
        var what = operation.path("operationId").asText() + ": " + answer.status() + " " + answer.text();
        var response = operation.path("responses").path(String.valueOf(answer.status()));
        if (response.has("$ref")) {
            response = contract.at(response.get("$ref").asText().substring(1));
        }
        assertThat(response.isMissingNode()).as(what).isFalse();
        var mediaType = answer.header("content-type").split(";", 2)[0];
        var schema = response.path("content").path(mediaType).path("schema");
        assertThat(schema.isMissingNode()).as(what).isFalse();
        if (mediaType.endsWith("json")) {
            assertThat(schemas.getSchema(alone(schema)).validate(answer.body()))
                    .as(what)
                    .isEmpty();
        }
    }

    private static Answer follow(String address) {
        var answer = get(address);
        for (var turns = 0; answer.status() / 100 == 3 && turns < 3; turns++) {
            answer = get(
                    STACK.api().uri(address).resolve(answer.header("location")).getPath());
        }
        assertThat(answer.status()).as(address).isEqualTo(200);
        return answer;
    }

    private static Answer get(String address, String... headers) {
        return STACK.api().call("GET", address, null, headers);
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(DOCS.resolve("openapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As a document of JSON Schema, with all that it may refer to. */
    private JsonNode alone(JsonNode schema) {
        ObjectNode document = schema.deepCopy();
        document.set("$defs", contract.at("/components/schemas"));
        return read(document.toString().replace("#/components/schemas/", "#/$defs/"));
    }

    private static JsonNode read(String text) {
        try {
            return Json.tolerant().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
