/** db-scheduler. */
@NullMarked
package dev.tachograph.agent.instrument.dbscheduler;

import org.jspecify.annotations.NullMarked;
