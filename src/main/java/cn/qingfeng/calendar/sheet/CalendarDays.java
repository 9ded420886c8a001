package cn.qingfeng.calendar.sheet;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

public interface CalendarDays extends JpaRepository<CalendarDay, LocalDate> {
    List<CalendarDay> findByCalendarDateBetweenOrderByCalendarDate(LocalDate from, LocalDate to);
}
