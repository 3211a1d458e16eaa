package io.infrabot.session.submit;

import io.infrabot.session.endpoint.Answer;
import io.infrabot.session.endpoint.Problems;
import io.infrabot.session.problem.ProblemCode;
import io.infrabot.session.view.OperationView;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the routes that ask a session for an operation have in common. */
@Answer(status = 202, body = OperationView.class, located = true)
@Problems({
    ProblemCode.SESSION_NOT_FOUND,
    ProblemCode.SESSION_INVALID_STATUS,
    ProblemCode.SESSION_TIMEOUT,
    ProblemCode.RESOURCE_LIMIT_EXCEEDED,
    ProblemCode.SESSION_UNREADABLE,
    ProblemCode.NOT_READY
})
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AsksForOperation {}
