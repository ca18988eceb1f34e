/** An application in bundles, which knows nothing of the agent. */
package com.acme.osgi;
