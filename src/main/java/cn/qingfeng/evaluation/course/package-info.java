/** The course of a round: what each of its steps does, its pages, and what units have against its draft. */
package cn.qingfeng.evaluation.course;
