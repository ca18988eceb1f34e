/** The path templates of Feign 9.7 to 13. The calls are measured in the client that Feign uses. */
@NullMarked
package dev.tachograph.agent.instrument.feign;

import org.jspecify.annotations.NullMarked;
