package io.infrabot.localstack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Exit;

/** Runs the broker as a process of its own until it gets TERM, then stops it and exits with 0. */
public final class LocalBrokerMain {

    private static final int USAGE = 2;
    private static final int PREREQUISITE = 3;
    private static final Set<String> OPTIONS =
            Set.of("--data", "--port", "--controller-port", "--host", "--node-id", "--voters");

    private static final String USAGE_LINE =
            "--data DIR [--port N] [--controller-port N] [--host ADDRESS] [--node-id N --voters ID@HOST:PORT,…]";

    private LocalBrokerMain() {}

    /**
     * Takes {@code --data DIR}, {@code --port N} (9092) and {@code --controller-port N} (9093); {@code --host ADDRESS}
     * (127.0.0.1); and for one of several {@code --node-id N} and {@code --voters 1@HOST:PORT,2@HOST:PORT,…}, which
     * names all controllers.
     */
    public static void main(String[] arguments) {
        logPlainly();
        try {
            run(settings(arguments));
        } catch (IllegalArgumentException e) {
            leave(USAGE, e.getMessage() + "; usage: " + USAGE_LINE);
        } catch (BrokerCannotStart e) {
            leave(PREREQUISITE, String.valueOf(e.getMessage()));
        }
    }

    private static void run(LocalBroker.Settings settings) {
        var broker = LocalBroker.start(settings);
        // A fatal fault of Kafka ends the process with Kafka's own code, not with the 0 of a clean stop.
        Exit.setExitProcedure((code, _) -> Runtime.getRuntime().halt(code));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
        System.out.printf("broker ready on %s, data in %s%n", broker.bootstrapServers(), settings.dataDir());
        broker.awaitShutdown();
    }

    private static void stop(LocalBroker broker) {
        broker.close();
        System.out.println("broker stopped");
        System.out.flush();
        // without this the JVM reports the signal, 143, although everything went as it should
        Runtime.getRuntime().halt(0);
    }

    private static LocalBroker.Settings settings(String[] arguments) {
        var given = options(arguments);
        var cluster = new Cluster(
                number(given.getOrDefault("--node-id", "1")),
                given.getOrDefault("--host", Ports.HOST),
                given.containsKey("--voters") ? Cluster.votersOf(given.getOrDefault("--voters", "")) : List.of());
        var controllerPort = given.get("--controller-port");
        return new LocalBroker.Settings(
                Path.of(given.getOrDefault("--data", "data")),
                number(given.getOrDefault("--port", "9092")),
                controllerPort == null ? cluster.controllerPort(9093) : number(controllerPort),
                cluster);
    }

    private static Map<String, String> options(String[] arguments) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return given;
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a port or a node id is a number, not " + value, e);
        }
    }

    private static void leave(int code, String sentence) {
        System.err.println("broker: " + sentence);
        System.exit(code);
    }

    /** Set here and not in a file, so that a test that starts the broker in-process keeps its own settings. */
    private static void logPlainly() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        // at a first start a dozen clients ask at once for the one topic that is being made
        System.setProperty("org.slf4j.simpleLogger.log.kafka.server.DefaultAutoTopicCreationManager", "error");
        System.setProperty("org.slf4j.simpleLogger.logFile", "System.out");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    }
}
