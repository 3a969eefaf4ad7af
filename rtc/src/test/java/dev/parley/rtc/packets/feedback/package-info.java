@NullUnmarked // null says: left to the records
package dev.parley.rtc.packets.feedback;

import org.jspecify.annotations.NullUnmarked;
