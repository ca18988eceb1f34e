/** One program for every HTTP client: the same calls, and what the application sees of them. */
package com.acme.http;
