/** The listeners of Spring Cloud AWS for SQS. */
@NullMarked
package dev.tachograph.agent.instrument.springsqs;

import org.jspecify.annotations.NullMarked;
