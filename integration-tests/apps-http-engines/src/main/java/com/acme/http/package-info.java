/** Clients with engines of their own, for the program of HTTP calls. */
package com.acme.http;
