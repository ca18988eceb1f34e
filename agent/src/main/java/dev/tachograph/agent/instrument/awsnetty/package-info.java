/**
 * The Netty-based client of the AWS SDK for Java 2. The context of a request stands for the call.
 * Those of its clients that are built on Apache HttpClient or HttpURLConnection are measured there.
 */
@NullMarked
package dev.tachograph.agent.instrument.awsnetty;

import org.jspecify.annotations.NullMarked;
