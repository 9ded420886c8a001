/** Where a clue stands in the drawn process, for our own pages. */
package cn.qingfeng.process.picture;
