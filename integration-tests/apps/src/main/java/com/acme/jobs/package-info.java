/** Applications that have nothing to do with Conductor: methods of all shapes. */
package com.acme.jobs;
