package io.infrabot.session.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.decide.Refusal.FieldError;
import io.infrabot.wire.RecordCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An error as callers get it (RFC 9457).
 *
 * @param code stable; {@code type} is {@code urn:infrabot:problem:<code>}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String code, List<FieldError> errors) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem with one of the stable codes ({@link ProblemCode}). */
    public static Problem of(int status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    /** As above, with what is wrong with each field. */
    public static Problem of(int status, String code, String detail, List<FieldError> errors) {
        return new Problem("urn:infrabot:problem:" + code, titleOf(status), status, detail, code, errors);
    }

    /** The problem that says why the writer refuses a request. */
    public static Problem of(Refusal refusal) {
        return of(statusOf(refusal.code()), refusal.code().name(), refusal.detail(), refusal.errors());
    }

    /** The request is not as it must be: 400. */
    public static Problem invalid(String detail) {
        return Problem.of(400, "REQUEST_INVALID", detail);
    }

    /** One field, parameter or header is not as it must be: 400. */
    public static Problem ofField(String field, String message) {
        return ofFields(List.of(new FieldError(field, message)));
    }

    /** Some are not as they must be, and the first of them stands in the detail: 400. */
    static Problem ofFields(List<FieldError> errors) {
        var first = errors.getFirst();
        return Problem.of(400, "REQUEST_INVALID", first.field() + " " + first.message(), errors);
    }

    Response response() {
        var response =
                Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this);
        return (status == 503 ? response.header("Retry-After", 1) : response).build();
    }

    /** A body beyond the limit. */
    public static Problem tooLarge() {
        return of(413, "BODY_TOO_LARGE", "the body is larger than 1 MB");
    }

    /** Answers a call with it, before any resource has seen the call. */
    public void answer(RoutingContext context) {
        var response = context.response().setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE);
        if (status == 503) {
            response.putHeader("Retry-After", "1");
        }
        response.end(Buffer.buffer(RecordCodec.encode(this)))
                .onFailure(_ -> context.request().connection().close());
    }

    /** The same, where the rest of the call is not read. */
    public void closing(RoutingContext context) {
        context.response().putHeader("Connection", "close");
        answer(context);
    }

    private static int statusOf(Refusal.Code code) {
        return switch (code) {
            case REQUEST_INVALID -> 400;
            case IMAGE_REFERENCE_INVALID -> 422;
            case SESSION_NOT_FOUND, OPERATION_NOT_FOUND, TOOL_NOT_FOUND -> 404;
            case SESSION_INVALID_STATUS, SESSION_TIMEOUT, SESSION_UNREADABLE, IDEMPOTENCY_CONFLICT, CANCEL_TOO_LATE ->
                409;
            case SESSION_DELETED -> 410;
            case RESOURCE_LIMIT_EXCEEDED -> 429;
        };
    }

    private static String titleOf(int status) {
        var known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
