package io.infrabot.session.problem;

import io.infrabot.session.decide.Refusal;

/** Carries a problem from where it is noticed to the one mapper that answers it. */
public final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** A refusal that is answered with {@code problem}. */
    public RefusedRequest(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** A refusal of the writer. */
    public RefusedRequest(Refusal refusal) {
        this(Problem.of(refusal));
    }

    /** What it is answered with. */
    public Problem problem() {
        return problem;
    }
}
