package cn.qingfeng.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Whether a year's list of holidays is the official one, and where it was read. */
@Entity
@Table(name = "calendar_year")
class CalendarYear {

    @Id
    private int yearNumber;

    private boolean official;
    private String source;

    protected CalendarYear() {}

    CalendarYear(int year, boolean official, String source) {
        this.yearNumber = year;
        this.official = official;
        this.source = source;
    }

    int year() {
        return yearNumber;
    }

    boolean official() {
        return official;
    }

    String source() {
        return source;
    }
}
