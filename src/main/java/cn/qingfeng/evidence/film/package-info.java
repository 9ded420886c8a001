/** Films without what a camera wrote beside them. */
package cn.qingfeng.evidence.film;
