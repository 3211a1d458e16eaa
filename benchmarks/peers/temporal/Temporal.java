import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * Temporal's test server with a workflow of one activity behind a door: POST /noop is answered when the workflow has
 * ended. Everything is in memory. Run as it is, with the jars that pom.xml names; the argument is the port.
 */
public final class Temporal {

    private static final String QUEUE = "work";

    @ActivityInterface
    public interface Noop {
        int run(String body);
    }

    @WorkflowInterface
    public interface Operation {
        @WorkflowMethod
        int run(String body);
    }

    public static final class BodyLength implements Noop {
        @Override
        public int run(String body) {
            return body.length();
        }
    }

    public static final class OneNoop implements Operation {
        private final Noop noop = Workflow.newActivityStub(
                Noop.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(30))
                        .build());

        @Override
        public int run(String body) {
            return noop.run(body);
        }
    }

    public static void main(String[] arguments) throws IOException {
        var environment = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
        var worker = environment.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(OneNoop.class);
        worker.registerActivitiesImplementations(new BodyLength());
        environment.start();
        var client = environment.getWorkflowClient();
        var door = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 64);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.createContext("/noop", exchange -> answer(client, exchange));
        door.start();
    }

    private static void answer(WorkflowClient client, HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var options = WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build();
            var length = client.newWorkflowStub(Operation.class, options).run(body);
            var answer = ("{\"length\":" + length + "}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
