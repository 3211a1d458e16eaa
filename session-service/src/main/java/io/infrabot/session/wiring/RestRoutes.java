package io.infrabot.session.wiring;

import io.infrabot.session.api.DockerResource;
import io.infrabot.session.api.Endpoints;
import io.infrabot.session.api.HealthResource;
import io.infrabot.session.api.NodesResource;
import io.infrabot.session.api.OperationEventsResource;
import io.infrabot.session.api.OperationsResource;
import io.infrabot.session.api.SessionEventsResource;
import io.infrabot.session.api.SessionsResource;
import io.infrabot.session.api.ToolsResource;
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
