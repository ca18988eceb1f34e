/** Apache HttpClient 4. */
@NullMarked
package dev.tachograph.agent.instrument.http.apache4;

import org.jspecify.annotations.NullMarked;
