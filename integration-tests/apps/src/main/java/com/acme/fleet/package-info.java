/** One JVM of many that do the same. */
package com.acme.fleet;
