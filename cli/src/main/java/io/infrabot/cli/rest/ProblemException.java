package io.infrabot.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** The service said no: an answer of {@code application/problem+json}, or another that is no success. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private ProblemException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static ProblemException of(int status, JsonNode body, String raw) {
        var detail = body.path("detail").asText(body.path("title").asText(""));
        if (detail.isEmpty()) {
            detail = "the service answered " + status + (raw.isBlank() ? "" : ": " + shortened(raw.strip()));
        }
        var errors = new ArrayList<String>();
        body.path("errors").forEach(error -> errors.add(describe(error)));
        if (errors.size() > 1) {
            detail += " (" + String.join("; ", errors) + ")";
        }
        return new ProblemException(status, body.path("code").asText(""), detail);
    }

    public int status() {
        return status;
    }

    /** Whether nothing came of the request, and nothing will. */
    public boolean isRefusal() {
        return status >= 400 && status < 500;
    }

    /** The stable code for machines; empty where the answer was no problem of ours. */
    public String code() {
        return code;
    }

    private static String describe(JsonNode error) {
        if (error.isTextual()) {
            return error.asText();
        }
        var field = error.path("field").asText(error.path("pointer").asText(""));
        var text = error.path("message").asText(error.path("detail").asText(error.toString()));
        return field.isEmpty() ? text : field + ": " + text;
    }

    private static String shortened(String raw) {
        return raw.length() <= 200 ? raw : raw.substring(0, 200) + "…";
    }
}
