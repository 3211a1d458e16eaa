package io.infrabot.session.api;

import io.infrabot.session.decide.Refusal;

/** Carries a problem from where it is noticed to the one mapper that answers it. */
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedRequest(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    RefusedRequest(Refusal refusal) {
        this(Problem.of(refusal));
    }

    Problem problem() {
        return problem;
    }
}
