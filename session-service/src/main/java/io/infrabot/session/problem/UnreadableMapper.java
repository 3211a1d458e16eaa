package io.infrabot.session.problem;

import io.infrabot.session.decide.Refusal.Code;
import io.infrabot.session.writer.SessionUnreadable;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is asked of a session that cannot be read is answered with a code of its own; nobody else is harmed. */
final class UnreadableMapper {

    @ServerExceptionMapper
    Response unreadable(SessionUnreadable bad) {
        return Problem.of(409, Code.SESSION_UNREADABLE.name(), bad.detail()).response();
    }
}
