/**
 * The endpoint on the ports of the application's own web servers. {@link
 * dev.tachograph.agent.export.mount.Mount} decides which requests it answers.
 */
@NullMarked
package dev.tachograph.agent.export.mount;

import org.jspecify.annotations.NullMarked;
