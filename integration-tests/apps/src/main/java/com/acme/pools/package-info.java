/** Programs that work with pools which are not the JDK's. */
package com.acme.pools;
