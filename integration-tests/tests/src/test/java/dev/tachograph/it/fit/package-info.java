/**
 * The fit matrix: every plan, woven into every version that the documentation claims.
 *
 * <p>Each class that a plan names is read from the version's own jars, or from a JDK's image, woven
 * as the agent would, at its first load and loaded before; then every member that advice refers to
 * is resolved as the JVM would resolve it, and the class is linked.
 */
@NullMarked
package dev.tachograph.it.fit;

import org.jspecify.annotations.NullMarked;
