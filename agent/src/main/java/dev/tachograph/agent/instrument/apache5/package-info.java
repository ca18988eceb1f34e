/** Apache HttpClient 5, classic and asynchronous. */
@NullMarked
package dev.tachograph.agent.instrument.apache5;

import org.jspecify.annotations.NullMarked;
