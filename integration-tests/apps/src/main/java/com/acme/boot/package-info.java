/** The worker program as a fat jar. */
package com.acme.boot;
