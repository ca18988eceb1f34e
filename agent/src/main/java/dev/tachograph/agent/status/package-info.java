/** What the agent says about itself: {@code /status.json}, and what the application is told. */
@NullMarked
package dev.tachograph.agent.status;

import org.jspecify.annotations.NullMarked;
