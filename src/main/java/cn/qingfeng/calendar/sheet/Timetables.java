package cn.qingfeng.calendar.sheet;

import java.time.LocalDate;
import org.springframework.data.jpa.repository.JpaRepository;

public interface Timetables extends JpaRepository<WorkingHours, LocalDate> {}
