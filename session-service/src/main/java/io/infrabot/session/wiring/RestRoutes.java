package io.infrabot.session.wiring;

import io.infrabot.session.endpoint.Endpoints;
import io.infrabot.session.rest.docker.DockerResource;
import io.infrabot.session.rest.health.HealthResource;
import io.infrabot.session.rest.nodes.NodesResource;
import io.infrabot.session.rest.operations.OperationsResource;
import io.infrabot.session.rest.sessions.SessionsResource;
import io.infrabot.session.rest.tools.ToolsResource;
import io.infrabot.session.stream.OperationEventsResource;
import io.infrabot.session.stream.SessionEventsResource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Which resources there are. */
final class RestRoutes {

    /** Each class with a path; a test compares them with those that there are. */
    static final List<Class<?>> RESOURCES = List.of(
            SessionsResource.class,
            SessionEventsResource.class,
            OperationsResource.class,
            OperationEventsResource.class,
            DockerResource.class,
            ToolsResource.class,
            NodesResource.class,
            HealthResource.class);

    /** A route that says too little ends the start, not the first call: the front door needs them. */
    @Produces
    @Singleton
    Endpoints endpoints() {
        return new Endpoints(RESOURCES);
    }
}
