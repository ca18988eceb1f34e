/** Programs to be measured. They know nothing of any agent. */
@NullMarked
package com.example.load;

import org.jspecify.annotations.NullMarked;
