package io.infrabot.testkit.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A registry that lets nobody in without a password. */
public final class PasswordRegistry implements AutoCloseable {

    /** Somebody's; nobody here uses it. */
    private static final String USERS = "somebody:$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\n";

    private final Child process;
    private final int port;

    private PasswordRegistry(Child process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether Debian's {@code docker-registry} is installed here. */
    public static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/docker-registry"));
    }

    /** Starts one; returns when it listens. */
    public static PasswordRegistry start(Path folder) throws IOException {
        Files.createDirectories(folder);
        var port = Ports.free();
        var users = Files.writeString(folder.resolve("users"), USERS);
        var config =
                Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                log: {level: warn}
                storage: {filesystem: {rootdirectory: "%s"}}
                http: {addr: "127.0.0.1:%d"}
                auth: {htpasswd: {realm: tests, path: "%s"}}
                """.formatted(folder.resolve("data"), port, users));
        var process = Child.start(
                List.of("/usr/bin/docker-registry", "serve", config.toString()), Map.of(), folder.resolve("log"));
        Waiting.untilListening(port);
        return new PasswordRegistry(process, port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.kill();
    }
}
