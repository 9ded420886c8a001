package cn.qingfeng.calendar;

/** A day, a year's standing or the working hours of {@code year} and later have been changed by hand. */
public record CalendarChanged(int year) {}
