/** Methods that the configuration names: each call is the execution of a task. */
@NullMarked
package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.NullMarked;
