/** What runs by the calendar for all clues together, once a period however many nodes there are. Never a single clue's limit. */
@NamedInterface("schedule")
package cn.qingfeng.supervision.schedule;

import org.springframework.modulith.NamedInterface;
