/** The path templates of Retrofit 2 and 3. The calls are measured in OkHttp. */
@NullMarked
package dev.tachograph.agent.instrument.retrofit;

import org.jspecify.annotations.NullMarked;
