package cn.qingfeng.disclosure;

import java.time.Instant;

/**
 * By which row of the table {@code reveal-rules} a wish is dealt with; kept with it, so that a later change of the table does
 * not touch it.
 *
 * @param askedAs the duty in which it is asked, by name
 * @param decider the engine's groups of those who decide, with commas
 * @param decideBy until when it must be decided, or it lapses
 * @param viewHours for how many working hours it may then be looked at
 */
public record RevealRule(String askedAs, String decider, Instant decideBy, int viewHours, String basis) {}
