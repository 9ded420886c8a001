/** 总览: the figures as pages, for those who work with clues, for the hall and for anybody. */
package cn.qingfeng.insight.dashboard;
