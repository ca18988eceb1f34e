/**
 * Spring: the path templates of its HTTP clients, and its executors.
 *
 * <p>RestTemplate of spring-web 4.3 to 7, RestClient of 6.1 to 7, WebClient of spring-webflux 5.2
 * to 7: the calls are measured in the client below. The executors are pools of the JDK: they are
 * called like their beans, and a task fails even if Spring's error handler keeps the exception.
 */
@NullMarked
package dev.tachograph.agent.instrument.spring;

import org.jspecify.annotations.NullMarked;
