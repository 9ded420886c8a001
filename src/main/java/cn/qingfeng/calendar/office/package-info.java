/** The calendar as the office keeps it: the holiday notice pasted, looked over, put into force, undone. */
@NamedInterface("office")
package cn.qingfeng.calendar.office;

import org.springframework.modulith.NamedInterface;
