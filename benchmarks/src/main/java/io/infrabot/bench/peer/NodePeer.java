package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Rig;
import io.infrabot.testkit.world.Child;
import io.infrabot.testkit.world.Waiting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What all peers on Node have in common: the launcher installs their packages, and {@code peer.js} is their door. */
final class NodePeer {

    private NodePeer() {}

    /** Why {@code library} of the peer cannot be used here, with these {@code programs}; empty where it can. */
    static Optional<String> obstacle(Path home, String name, String library, String... programs) {
        var missing = Stream.concat(Stream.of("node"), Stream.of(programs))
                .filter(program -> !isInstalled(program))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(String.join(" and ", missing) + " not installed");
        }
        return Files.isDirectory(modules(home, name).resolve(library))
                ? Optional.empty()
                : Optional.of(library + " is not in " + modules(home, name));
    }

    /** Where the peer's packages are. */
    static Path modules(Path home, String name) {
        return folder(home, name).resolve("node_modules");
    }

    /** Starts its door on {@code port}, which takes calls when this returns. */
    static Child start(Rig rig, String name, int port, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add("node");
        command.add(folder(rig.home(), name).resolve("peer.js").toString());
        command.add(Integer.toString(port));
        command.addAll(List.of(arguments));
        var logs = Files.createDirectories(rig.folder().resolve("logs"));
        var child = Child.start(command, Map.of("NODE_ENV", "production"), logs.resolve(name + ".log"));
        Waiting.untilListening(port);
        return child;
    }

    private static Path folder(Path home, String name) {
        return home.toAbsolutePath().resolve("peers").resolve(name);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
