/** The lot by which a round's firms are drawn: stratified, fair, and the same again for whoever repeats it with its seed. */
package cn.qingfeng.evaluation.draw;
