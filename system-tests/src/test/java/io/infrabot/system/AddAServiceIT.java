package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.system.harness.HowTo;
import io.infrabot.system.harness.Program;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Member.Port;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A service is a module and a row: docs/ADD-A-SERVICE.md adds one, and ours are as it says. */
class AddAServiceIT {

    private static final Path ROOT =
            Path.of(System.getProperty("infrabot.root")).toAbsolutePath().normalize();
    private static final HowTo PAGE = HowTo.read(ROOT.resolve("docs/ADD-A-SERVICE.md"));
    private static final Pattern USUAL_HEAP = Pattern.compile("(?m)^ARG HEAP=\"(.*)\"$");

    /** What the page changes or calls; a row is looked for in all of these. */
    private static final List<String> CHANGED = List.of(
            "infrabot",
            "dev",
            "pom.xml",
            "system-tests/pom.xml",
            "docker-compose.yml",
            ".env.example",
            "docs/OPERATIONS.md");

    @TempDir
    private Path checkout;

    @BeforeEach
    void copy() throws IOException {
        for (var each : CHANGED) {
            copy(each);
        }
        for (var kind : Kind.services()) {
            copy(kind.module() + "/src/main/resources/application.properties");
            copy(kind.module() + "/.dockerignore");
        }
    }

    @Test
    void everyRowOfOursHasAllThatBelongsToIt() throws IOException {
        assertThatEveryRowIsWhole(ROOT);
    }

    @Test
    void whoFollowsThePageHasAServiceMore() throws IOException {
        PAGE.doIn(checkout);

        var kinds = assertThatEveryRowIsWhole(checkout);
        assertThat(kinds).hasSize(Kind.all().size() + 1);
        assertThat(PAGE.sayings())
                .isNotEmpty()
                .allSatisfy(saying ->
                        assertThat(launcher(saying.command() + " 2>&1").out()).isEqualTo(saying.answer()));
    }

    @Test
    void theLauncherTakesFromTheRowWhatItNeeds() throws IOException {
        PAGE.doIn(checkout);
        var added = kinds(checkout).getLast();
        var id = added.word() + "-1";

        assertThat(launcher("./infrabot up --help").out())
                .contains(" " + id + " (all of these)")
                .contains(added.port().variable(), added.second().variable());
        assertThat(launcher("./infrabot node --help").out()).contains("|" + added.word() + "|");
        assertThat(launcher(added.port().variable() + "=4711 ./infrabot status --json")
                        .out())
                .contains("{\"id\":\"" + id + "\",\"pid\":null,\"state\":\"stopped\",\"port\":4711");
        assertThat(launcher("ROOT=$PWD; for each in lib members stack; do . dev/$each.sh; done"
                                + "; kind_of ID; heap_of ID; port_of ID; second_port_of ID; is_node ID && echo node"
                                        .replace("ID", id))
                        .out()
                        .lines())
                .containsExactly(
                        added.word(),
                        String.join(" ", added.heap()),
                        Integer.toString(added.port().usual()),
                        Integer.toString(added.second().usual()),
                        "node");
    }

    /** With what every node has: the libraries of the tool runner's package. */
    @Test
    void theModuleOfThePageCanBeCompiled() throws IOException {
        PAGE.doIn(checkout);
        var sources = PAGE.steps().stream()
                .map(HowTo.Step::file)
                .filter(file -> file.endsWith(".java"))
                .collect(Collectors.joining(" "));

        var end = launcher("%s/bin/javac -proc:none -Xlint:all -Werror -d classes -cp '%s/*' %s"
                .formatted(
                        System.getProperty("java.home"),
                        ROOT.resolve(Kind.TOOL_RUNNER.module()).resolve("target/quarkus-app/lib/main"),
                        sources));

        assertThat(end.code()).as("%s", end).isZero();
    }

    private static List<Kind> assertThatEveryRowIsWhole(Path root) throws IOException {
        var kinds = kinds(root);
        var build = text(root, "pom.xml");
        var operations = text(root, "docs/OPERATIONS.md");
        var ports = new HashSet<Integer>();
        for (var kind : kinds) {
            assertThat(build).contains("<module>" + kind.module() + "</module>");
            for (var port : List.of(kind.port(), kind.second())) {
                assertThat(ports.add(port.usual())).as("%s is no other's", port).isTrue();
                assertThat(operations).containsPattern(port.usual() + ".* · `" + port.variable() + "`");
            }
            if (kind.isService()) {
                assertThatItsModuleSaysTheSame(root, kind);
                assertThatItRunsInAContainer(root, kind);
            }
        }
        return kinds;
    }

    private static void assertThatItsModuleSaysTheSame(Path root, Kind kind) throws IOException {
        var properties = text(root, kind.module() + "/src/main/resources/application.properties");
        assertThat(properties.lines())
                .contains("quarkus.http.port=" + withDefault(kind.port(), ":"))
                .contains("quarkus.management.port=" + withDefault(kind.second(), ":"));
        if (kind.isNode()) {
            assertThat(properties.lines())
                    .contains("infrabot.node.kind=" + kind.word(), "infrabot.node.id=" + kind.word() + "-1");
        }
    }

    private static void assertThatItRunsInAContainer(Path root, Kind kind) throws IOException {
        var entry = compose(root).path("services").path(kind.module());
        var arguments = entry.at("/build/args");
        var management = kind.second();
        assertThat(entry.at("/build/context").asText())
                .as("context of %s", kind)
                .isEqualTo(kind.module());
        assertThat(root.resolve(kind.module())
                        .resolve(entry.at("/build/dockerfile").asText()))
                .isRegularFile();
        assertThat(text(root, kind.module() + "/.dockerignore").lines()).contains("*", "!target/quarkus-app");
        assertThat(arguments.path("MODULE").asText()).isEqualTo(kind.module());
        assertThat(arguments.path("PORT").asInt()).isEqualTo(kind.port().usual());
        assertThat(arguments.path("MANAGEMENT_VARIABLE").asText()).isEqualTo(management.variable());
        assertThat(arguments.path("MANAGEMENT_PORT").asInt()).isEqualTo(management.usual());
        assertThat(arguments.path("HEAP").asText(usualHeap(root))).isEqualTo(String.join(" ", kind.heap()));
        assertThat(entry.path("image").asText()).isEqualTo("infrabot/" + kind.module() + ":${INFRABOT_TAG:-local}");
        assertThat(entry.at("/environment/INFRABOT_NODE_ID").asText()).isEqualTo(kind.word() + "-1");
        assertThat(entry.at("/environment/INFRABOT_MANAGEMENT_ALLOWED_HOSTS").asText())
                .startsWith(kind.module() + ",");
        assertThat(entry.path("ports"))
                .extracting(JsonNode::asText)
                .contains("127.0.0.1:" + withDefault(management, ":-") + ":" + management.usual());
        assertThat(text(root, ".env.example").lines()).contains(management.variable() + "=" + management.usual());
    }

    private static String withDefault(Port port, String between) {
        return "${" + port.variable() + between + port.usual() + "}";
    }

    private static List<Kind> kinds(Path root) throws IOException {
        return Kind.in(text(root, "dev/members.tsv"));
    }

    private static String usualHeap(Path root) throws IOException {
        var heap = USUAL_HEAP.matcher(text(root, "dev/Dockerfile"));
        assertThat(heap.find()).isTrue();
        return heap.group(1);
    }

    /** With its anchors followed. */
    private static JsonNode compose(Path root) throws IOException {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(root, "docker-compose.yml"));
        return Json.tolerant().valueToTree(read);
    }

    private static String text(Path root, String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private void copy(String name) throws IOException {
        try (var files = Files.walk(ROOT.resolve(name))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = checkout.resolve(ROOT.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** In the copy, where nothing runs and no variable says another port than the row. */
    private Program.Ending launcher(String words) {
        var unset = Kind.all().stream()
                .map(kind -> kind.port().variable() + " " + kind.second().variable())
                .collect(Collectors.joining(" "));
        return Program.shell("cd '%s' && unset %s && %s".formatted(checkout, unset, words))
                .with("INFRABOT_HOME", checkout.resolve("home").toString())
                .run();
    }
}
