/** The worker program on the client that Netflix published. */
package com.acme.netflix;
