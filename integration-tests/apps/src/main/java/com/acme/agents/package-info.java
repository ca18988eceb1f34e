/** An application that runs under several agents at once. */
package com.acme.agents;
