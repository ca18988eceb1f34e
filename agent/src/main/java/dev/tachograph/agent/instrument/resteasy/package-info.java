/** RESTEasy Reactive, which is the REST client of Quarkus. */
@NullMarked
package dev.tachograph.agent.instrument.resteasy;

import org.jspecify.annotations.NullMarked;
