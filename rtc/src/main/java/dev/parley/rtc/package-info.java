@NullMarked
package dev.parley.rtc;

import org.jspecify.annotations.NullMarked;
