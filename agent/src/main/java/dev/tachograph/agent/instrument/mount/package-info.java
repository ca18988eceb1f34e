/** What the application's web servers have in common that serve the agent's endpoint too. */
@NullMarked
package dev.tachograph.agent.instrument.mount;

import org.jspecify.annotations.NullMarked;
