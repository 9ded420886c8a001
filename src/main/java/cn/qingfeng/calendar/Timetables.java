package cn.qingfeng.calendar;

import java.time.LocalDate;
import org.springframework.data.jpa.repository.JpaRepository;

interface Timetables extends JpaRepository<WorkingHours, LocalDate> {}
