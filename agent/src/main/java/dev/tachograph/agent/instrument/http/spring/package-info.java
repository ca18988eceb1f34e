/**
 * The path templates of Spring: RestTemplate of spring-web 4.3 to 7, RestClient of 6.1 to 7,
 * WebClient of spring-webflux 5.2 to 7. The calls are measured in the client below.
 */
@NullMarked
package dev.tachograph.agent.instrument.http.spring;

import org.jspecify.annotations.NullMarked;
