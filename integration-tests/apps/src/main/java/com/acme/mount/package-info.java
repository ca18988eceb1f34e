/** Web servers of applications, each with a page of its own. */
package com.acme.mount;
