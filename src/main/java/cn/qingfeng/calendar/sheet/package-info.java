/** The calendar as it is counted: days, years, working hours, and what the law alone makes free. */
package cn.qingfeng.calendar.sheet;
