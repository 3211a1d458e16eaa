package io.infrabot.session.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.infrabot.session.history.History;
import io.infrabot.session.topology.LedgerReads.NotReady;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every error leaves as problem+json; a bug says no more than that it is one. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refused(RefusedRequest refused) {
        return refused.problem().response();
    }

    @ServerExceptionMapper
    Response notReady(NotReady away) {
        return Problem.of(503, "NOT_READY", String.valueOf(away.getMessage())).response();
    }

    @ServerExceptionMapper
    Response busy(History.Busy busy) {
        return Problem.of(503, "OVERLOADED", String.valueOf(busy.getMessage())).response();
    }

    /** More exact than Quarkus' own mapper of the same exception, which answers without a body. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException bad) {
        return BadJson.problemOf(bad).response();
    }

    @ServerExceptionMapper
    Response badJson(JsonProcessingException bad) {
        return BadJson.problemOf(bad).response();
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        if (jsonIn(e) instanceof JsonProcessingException bad) {
            return BadJson.problemOf(bad).response();
        }
        var status = e.getResponse().getStatus();
        var problem = switch (status) {
            case 400 -> Problem.invalid("the request cannot be read");
            case 404 -> Problem.of(404, "NOT_FOUND", "there is no such resource");
            case 405 -> Problem.of(405, "METHOD_NOT_ALLOWED", "the resource does not take this method");
            case 406 -> Problem.of(406, "NOT_ACCEPTABLE", "the resource is not offered in that media type");
            case 413 -> Problem.tooLarge();
            case 415 -> Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/json");
            default -> Problem.of(status, "HTTP_" + status, "the request was refused");
        };
        return problem.response();
    }

    @ServerExceptionMapper
    Response bug(RuntimeException bug) {
        LOG.error("a request failed for no good reason", bug);
        return Problem.of(500, "INTERNAL", "something went wrong here; the log says what")
                .response();
    }

    private static @Nullable Throwable jsonIn(Throwable e) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException) {
                return cause;
            }
        }
        return null;
    }
}
