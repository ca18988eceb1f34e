/**
 * The agent's endpoint on the application's own web servers. {@link
 * dev.tachograph.bootstrap.mount.MountProbe} is the entry point; whoever exports answers.
 */
@NullMarked
package dev.tachograph.bootstrap.mount;

import org.jspecify.annotations.NullMarked;
