package cn.qingfeng.calendar.sheet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Whether a year's list of holidays is the official one, and where it was read. */
@Entity
@Table(name = "calendar_year")
public class CalendarYear {

    @Id
    private int yearNumber;

    private boolean official;
    private String source;

    protected CalendarYear() {}

    public CalendarYear(int year, boolean official, String source) {
        this.yearNumber = year;
        this.official = official;
        this.source = source;
    }

    public int year() {
        return yearNumber;
    }

    public boolean official() {
        return official;
    }

    public String source() {
        return source;
    }
}
