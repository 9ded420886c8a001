/** Clues moved to another version of their process, and stuck ones to another step, by people and on the record. */
package cn.qingfeng.process.repair;
