/** OkHttp 3, 4 and 5. */
@NullMarked
package dev.tachograph.agent.instrument.okhttp;

import org.jspecify.annotations.NullMarked;
