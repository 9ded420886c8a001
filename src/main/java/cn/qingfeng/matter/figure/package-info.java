/** How many matters there are of each kind, in figures and in packs. */
package cn.qingfeng.matter.figure;
