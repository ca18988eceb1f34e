/**
 * Spring: the path templates of its HTTP clients, and its executors.
 *
 * <p>The HTTP clients are RestTemplate of spring-web 4.3 to 7, RestClient of 6.1 to 7, and
 * WebClient of spring-webflux 5.2 to 7. The calls are measured in the client that they use. The
 * executors are pools of the JDK. They get the names of their beans, and a task counts as failed
 * even if Spring's error handler keeps the exception.
 */
@NullMarked
package dev.tachograph.agent.instrument.spring;

import org.jspecify.annotations.NullMarked;
