package cn.qingfeng.calendar;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface CalendarDays extends JpaRepository<CalendarDay, LocalDate> {
    List<CalendarDay> findByCalendarDateBetweenOrderByCalendarDate(LocalDate from, LocalDate to);
}
