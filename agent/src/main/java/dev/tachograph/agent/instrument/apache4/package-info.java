/** Apache HttpClient 4, classic and asynchronous. */
@NullMarked
package dev.tachograph.agent.instrument.apache4;

import org.jspecify.annotations.NullMarked;
