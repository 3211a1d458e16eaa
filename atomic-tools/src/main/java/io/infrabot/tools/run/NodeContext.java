package io.infrabot.tools.run;

/** What every run on this node stands on. */
public record NodeContext(
        NodeIdentity identity, NodeTime time, Reports reports, Fence fence, RetryPolicy retry, RunObserver observer) {}
