package cn.qingfeng.calendar.sheet;

import org.springframework.data.jpa.repository.JpaRepository;

public interface CalendarYears extends JpaRepository<CalendarYear, Integer> {}
