/** The course of a round: what each of its steps does, its pages, papers that come back, objections and rulings. */
@NamedInterface("course")
package cn.qingfeng.evaluation.course;

import org.springframework.modulith.NamedInterface;
