/** The JDK's {@code HttpURLConnection}, for http and https. */
@NullMarked
package dev.tachograph.agent.instrument.urlconnection;

import org.jspecify.annotations.NullMarked;
