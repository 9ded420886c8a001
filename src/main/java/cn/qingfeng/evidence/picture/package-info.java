/** Pictures without what a camera wrote beside them. */
package cn.qingfeng.evidence.picture;
