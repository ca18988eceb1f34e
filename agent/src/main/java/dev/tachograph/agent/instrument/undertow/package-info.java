/** Undertow, the web server of WildFly and others. */
@NullMarked
package dev.tachograph.agent.instrument.undertow;

import org.jspecify.annotations.NullMarked;
