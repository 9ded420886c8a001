/** A county with very many clues behind it: made from the demo county's own, and read. */
package cn.qingfeng.bench.million;
