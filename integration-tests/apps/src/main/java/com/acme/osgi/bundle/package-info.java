/** The bundle's own classes. */
package com.acme.osgi.bundle;
