/**
 * The Netty-based client of the AWS SDK for Java 2. The context of a request stands for the call.
 * Calls of the SDK's other clients are measured in Apache HttpClient and HttpURLConnection.
 */
@NullMarked
package dev.tachograph.agent.instrument.awsnetty;

import org.jspecify.annotations.NullMarked;
