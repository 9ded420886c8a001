/** 总览: the figures as pages, for those who work with clues, for the hall and for anybody. */
@NamedInterface("dashboard")
package cn.qingfeng.insight.dashboard;

import org.springframework.modulith.NamedInterface;
