/** The engine's part of what runs by the calendar: the second wall behind its timers, and the ledger held against it. */
package cn.qingfeng.process.schedule;
