package io.micrometer.prometheus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Stands for the library's own, which is known by its name alone. */
public final class PrometheusMeterRegistry extends SimpleMeterRegistry {}
