/** The JDK's {@code java.net.http.HttpClient}, woven inside its implementation. */
@NullMarked
package dev.tachograph.agent.instrument.jdkhttp;

import org.jspecify.annotations.NullMarked;
